package davit.aws.wire;

import java.util.Map;

/**
 * An error before it has a protocol's form.
 *
 * @param code AWS's name for it
 * @param status the HTTP status
 * @param message the text for the user
 * @param members further members of the error's shape by their wire names
 * @param requestId the id of the request
 * @param queryCode AWS's name for it in the query protocol
 */
public record WireError(
        String code, int status, String message, Map<String, String> members, String requestId, String queryCode) {
    /** An error that has one name only. */
    public WireError(String code, int status, String message, Map<String, String> members, String requestId) {
        this(code, status, message, members, requestId, code);
    }

    /** Keeps a copy. */
    public WireError {
        members = Map.copyOf(members);
    }

    /** Whether the caller is to blame. */
    public boolean isSendersFault() {
        return status < 500;
    }
}
