package davit.aws.sigv4;

import java.time.Duration;
import java.util.List;

/** What a request says about its signature, before anything of it was checked. */
public sealed interface SignatureClaim {
    /** The request is not signed. */
    record None() implements SignatureClaim {}

    /**
     * The request is signed in a way that cannot be read.
     *
     * @param reason what is wrong
     */
    record Unreadable(String reason) implements SignatureClaim {}

    /**
     * The request is signed.
     *
     * @param accessKeyId whose secret signed
     * @param scope what the signature is good for
     * @param date when it was signed, {@code 20260131T120000Z}
     * @param signedHeaders the names of the headers that were signed, in lower case and in order
     * @param signature the signature in hexadecimal
     * @param sessionToken what accompanies temporary keys; empty for none
     * @param place where the signature stands
     */
    record Signed(
            String accessKeyId,
            CredentialScope scope,
            String date,
            List<String> signedHeaders,
            String signature,
            String sessionToken,
            Place place)
            implements SignatureClaim {
        /** Keeps a copy. */
        public Signed {
            signedHeaders = List.copyOf(signedHeaders);
        }
    }

    /**
     * The request is a URL that was presigned by version 2, as S3 still takes and boto3 still makes by default.
     *
     * @param accessKeyId whose secret signed
     * @param expires until when the URL is good, in seconds since 1970
     * @param signature the signature in base64
     * @param sessionToken what accompanies temporary keys; empty for none
     */
    record Version2(String accessKeyId, long expires, String signature, String sessionToken)
            implements SignatureClaim {}

    /** Where a signature stands. */
    sealed interface Place {
        /** In the header {@code Authorization}. */
        record Header() implements Place {}

        /**
         * In the query, as of a presigned URL.
         *
         * @param validity how long the URL is good for
         */
        record Query(Duration validity) implements Place {}
    }
}
