package davit.services.sqs.api;

import davit.aws.operation.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * The entries of a batch: those that could be read, and why others could not.
 *
 * @param <T> what an entry says
 * @param ids the names of those that could be read
 * @param values what they say
 * @param unreadable the others
 */
@SuppressWarnings("checkstyle:IllegalType") // lists that have a refusal or none for each entry
record Entries<T>(List<String> ids, List<T> values, List<BatchResultErrorEntry> unreadable) {
    static <E, T> Entries<T> read(List<E> entries, Function<E, String> id, Function<E, T> value) {
        Entries<T> read = new Entries<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (E entry : entries) {
            try {
                read.values.add(value.apply(entry));
                read.ids.add(id.apply(entry));
            } catch (ServiceException e) {
                read.unreadable.add(Batches.refused(id.apply(entry), e));
            }
        }
        return read;
    }

    /** The names of the entries that were not refused. */
    List<String> accepted(List<Optional<ServiceException>> refusals) {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (refusals.get(i).isEmpty()) {
                accepted.add(ids.get(i));
            }
        }
        return accepted;
    }

    /** The entries that were refused, and those that could not be read. */
    List<BatchResultErrorEntry> failed(List<Optional<ServiceException>> refusals) {
        List<BatchResultErrorEntry> failed = new ArrayList<>(unreadable);
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            refusals.get(i).ifPresent(refusal -> failed.add(Batches.refused(id, refusal)));
        }
        return failed;
    }
}
