package davit.aws.port;

import davit.aws.operation.Access;
import davit.aws.operation.Caller;

/**
 * Decides whether a caller may do something. Answered by IAM.
 *
 * <p>Thread safety: called from many threads at once.
 */
@FunctionalInterface
public interface Authorizer {
    /** Allows everything, for a server without IAM. */
    Authorizer ALLOWS_ALL = (_, _) -> new Decision.Allowed();

    /** Decides by the caller's policies, the resource's policy and the request's conditions. */
    Decision decide(Caller caller, Access access);

    /** The outcome of a decision. */
    sealed interface Decision {
        /** The caller may. */
        record Allowed() implements Decision {}

        /**
         * The caller may not.
         *
         * @param message AWS's sentence: {@code User: … is not authorized to perform: … on resource: … because …}
         */
        record Denied(String message) implements Decision {}
    }
}
