package davit.services.s3.model;

import davit.aws.arn.Arn;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the names of buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">the rules</a>
 */
public final class BucketName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Pattern RESERVED =
            Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

    private BucketName() {}

    /**
     * The name, if a new bucket may have it.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidBucketName}
     */
    public static String check(@Nullable String name) {
        String known = name == null ? "" : name;
        if (!FORM.matcher(known).matches()
                || known.contains("..")
                || ADDRESS.matcher(known).matches()
                || RESERVED.matcher(known).matches()) {
            throw S3Error.INVALID_BUCKET_NAME.aboutBucket(known);
        }
        return known;
    }

    /** The ARN of a bucket. */
    public static Arn arn(String bucket) {
        return Arn.of("s3", "", "", bucket);
    }
}
