package davit.services.sqs.api;

import davit.aws.operation.ServiceException;
import davit.services.sqs.model.SqsError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** The rules for requests with several entries. */
final class Batches {
    private static final int MOST_ENTRIES = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private Batches() {}

    /**
     * Checks the names of entries.
     *
     * @param shape what an entry is called, for the message that there are none
     * @throws ServiceException {@code EmptyBatchRequest} and others
     */
    static void check(List<? extends @Nullable String> ids, String shape) {
        if (ids.isEmpty()) {
            throw SqsError.EMPTY_BATCH_REQUEST.with("There should be at least one " + shape + " in the request.");
        }
        if (ids.size() > MOST_ENTRIES) {
            throw SqsError.TOO_MANY_ENTRIES.with("Maximum number of entries per request are " + MOST_ENTRIES
                    + ". You have sent " + ids.size() + ".");
        }
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (id == null || !ID.matcher(id).matches()) {
                throw SqsError.INVALID_BATCH_ENTRY_ID.with("A batch entry id can only contain alphanumeric characters,"
                        + " hyphens and underscores. It can be at most 80 letters long.");
            }
            if (!seen.add(id)) {
                throw SqsError.IDS_NOT_DISTINCT.with("Id " + id + " repeated.");
            }
        }
    }

    /** The refusal of one entry. */
    static BatchResultErrorEntry refused(@Nullable String id, ServiceException because) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(because.error().status() < 500)
                .code(because.error().queryCode())
                .message(because.text())
                .build();
    }
}
