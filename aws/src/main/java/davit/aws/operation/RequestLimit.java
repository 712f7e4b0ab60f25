package davit.aws.operation;

/**
 * How large a request may be that is read into memory.
 *
 * @param bytes the most bytes of its body
 * @param operation the operation's name in the message that it is larger
 */
public record RequestLimit(int bytes, String operation) {
    /** Larger than any request but those with code, images or streams. */
    public static final int USUAL_BYTES = 10 * 1024 * 1024;
}
