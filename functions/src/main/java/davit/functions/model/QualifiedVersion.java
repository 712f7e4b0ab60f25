package davit.functions.model;

import davit.aws.arn.Arn;
import org.jspecify.annotations.Nullable;

/**
 * A function at one of its versions: the unpublished one, or a published one, whose code and settings never change.
 *
 * @param function the function
 * @param number {@code $LATEST}, or a number counted from 1
 * @param revisionId changes with every change, for preconditions
 * @param current its code and configuration
 * @param serving what invocations run; absent until its image is prepared for the first time, and if that failed
 * @param status whether it can be invoked
 */
public record QualifiedVersion(
        FunctionId function,
        String number,
        String revisionId,
        FunctionVersion current,
        @Nullable FunctionVersion serving,
        FunctionStatus status) {
    /** The unpublished version of a function. */
    public static QualifiedVersion latestOf(Function function) {
        return new QualifiedVersion(
                function.id(),
                FunctionReference.LATEST,
                function.revisionId(),
                function.current(),
                function.serving(),
                function.status());
    }

    /** Its own ARN, with its number. */
    public Arn arn() {
        return function.arn(number);
    }

    /** With its image prepared. */
    public QualifiedVersion activated(String newRevisionId) {
        return new QualifiedVersion(function, number, newRevisionId, current, current, FunctionStatus.active());
    }

    /** With its image given up. */
    public QualifiedVersion failed(FunctionStatus.Reason reason, String newRevisionId) {
        return new QualifiedVersion(function, number, newRevisionId, current, null, FunctionStatus.failed(reason));
    }
}
