package davit.services.sqs.model;

import davit.aws.arn.Arn;
import java.util.regex.Pattern;

/**
 * Which queue of the account.
 *
 * @param region where it is
 * @param name its name, unique in the region
 */
public record QueueName(String region, String name) {
    /** How the names of FIFO queues end. */
    public static final String FIFO_SUFFIX = ".fifo";

    private static final Pattern STANDARD = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int LONGEST = 80;

    /** The queue's ARN. */
    public Arn arn(String account) {
        return Arn.of("sqs", region, account, name);
    }

    /** Whether the name is one of a FIFO queue. */
    public boolean isFifo() {
        return name.endsWith(FIFO_SUFFIX);
    }

    /**
     * Checks the name of a queue that is to be made.
     *
     * @param isFifo whether it is to be a FIFO queue
     * @throws davit.aws.operation.ServiceException {@code InvalidParameterValue}
     */
    public void check(boolean isFifo) {
        if (!isFifo && !STANDARD.matcher(name).matches()) {
            throw SqsError.INVALID_PARAMETER_VALUE.with(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        String stem = isFifo() ? name.substring(0, name.length() - FIFO_SUFFIX.length()) : "";
        if (isFifo && (!STANDARD.matcher(stem).matches() || name.length() > LONGEST)) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("The name of a FIFO queue can only include alphanumeric"
                    + " characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.");
        }
    }
}
