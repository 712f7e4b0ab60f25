package davit.aws.route;

import java.util.List;

/** The resource that the name of the host carries: the bucket in {@code BUCKET.s3.us-east-1.localhost}. */
public final class ResourceInHost {
    /** Every name below it leads to the own machine. */
    private static final String OWN_MACHINE = "localhost";

    private ResourceInHost() {}

    /**
     * The resource's name, which may have dots; empty if the host has none.
     *
     * @param labels the host's name from the left, {@code [bucket, s3, localhost]}
     * @param signingName the service's name, {@code s3}; also with an appendix, {@code s3-accelerate}
     */
    public static String find(List<String> labels, String signingName) {
        int end = labels.size() - 1;
        while (end >= 0 && !isService(labels.get(end), signingName)) {
            end--;
        }
        if (end < 0 && labels.getLast().equals(OWN_MACHINE)) {
            end = labels.size() - 1;
        }
        return end <= 0 ? "" : String.join(".", labels.subList(0, end));
    }

    private static boolean isService(String label, String signingName) {
        return label.equals(signingName) || label.startsWith(signingName + "-");
    }
}
