package davit.aws.operation;

/** A kind of error that a service answers with; each service has one enum of them. */
public interface ServiceError {
    /** The code, as AWS names it: {@code NoSuchBucket}. */
    String code();

    /** The code in the query protocol, where a service that spoke it before names the error otherwise. */
    default String queryCode() {
        return code();
    }

    /** The HTTP status. */
    int status();
}
