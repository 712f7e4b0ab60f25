package davit.functions.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function as it is kept.
 *
 * @param id its name
 * @param revisionId changes with every change of the function, for preconditions
 * @param current code and configuration as last set
 * @param serving code and configuration that invocations run: the former ones until a change is prepared, and if its
 *     preparation fails; absent before the first is
 * @param status whether it can be invoked and changed
 * @param tags its tags
 * @param reservedConcurrency how many invocations may run at once, kept free for this function; absent for none
 * @param published the last publication of a version; absent if there was none
 */
public record Function(
        FunctionId id,
        String revisionId,
        FunctionVersion current,
        @Nullable FunctionVersion serving,
        FunctionStatus status,
        Map<String, String> tags,
        @Nullable Integer reservedConcurrency,
        @Nullable Publication published) {
    /** Keeps a copy. */
    public Function {
        tags = Map.copyOf(tags);
    }

    /** With other code or settings, whose preparation is in progress. */
    public Function changed(FunctionCode code, FunctionSettings settings, String newRevisionId, Instant now) {
        FunctionVersion next = new FunctionVersion(current.generation() + 1, code, settings, now);
        return new Function(id, newRevisionId, next, serving, status.updating(), tags, reservedConcurrency, published);
    }

    /** With the last change prepared and in force. */
    public Function activated(String newRevisionId) {
        return new Function(
                id, newRevisionId, current, current, FunctionStatus.active(), tags, reservedConcurrency, published);
    }

    /** With the last change given up. */
    public Function failed(FunctionStatus.Reason reason, String newRevisionId) {
        FunctionStatus newStatus = serving == null ? FunctionStatus.failed(reason) : status.updateFailed(reason);
        return new Function(id, newRevisionId, current, serving, newStatus, tags, reservedConcurrency, published);
    }

    /** With other tags. */
    public Function withTags(Map<String, String> newTags) {
        return new Function(id, revisionId, current, serving, status, newTags, reservedConcurrency, published);
    }

    /** With another reserved concurrency; null for none. */
    public Function withReservedConcurrency(@Nullable Integer newReservedConcurrency) {
        return new Function(id, revisionId, current, serving, status, tags, newReservedConcurrency, published);
    }

    /** With its present code and settings published as the version of this number. */
    public Function published(int number, String newRevisionId) {
        Publication publication = new Publication(number, current.code(), current.settings());
        return new Function(id, newRevisionId, current, serving, status, tags, reservedConcurrency, publication);
    }
}
