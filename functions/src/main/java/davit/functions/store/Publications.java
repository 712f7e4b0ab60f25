package davit.functions.store;

import davit.functions.model.Function;
import davit.functions.model.FunctionVersion;
import davit.functions.model.Ids;
import davit.functions.model.Publication;
import davit.functions.model.QualifiedVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes versions of functions. For calls from within {@link Functions#update}.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Publications {
    private final Versions versions;
    private final Ids ids;

    /** Publishes into {@code versions}. */
    public Publications(Versions versions, Ids ids) {
        this.versions = versions;
        this.ids = ids;
    }

    /**
     * What came of a publication.
     *
     * @param function the function as it is to be kept
     * @param version the new version, or the last one if nothing has changed since
     */
    public record Published(Function function, QualifiedVersion version) {}

    /**
     * Publishes the present code and settings of a function, unless they are those of its last version,
     * and that can be run.
     *
     * @param description of the version; null for the function's own
     */
    public Published publish(Function latest, @Nullable String description) {
        Publication last = latest.published();
        Optional<QualifiedVersion> same = last != null && last.isOf(latest.current())
                ? versions.find(latest.id(), Integer.toString(last.number()))
                : Optional.empty();
        return same.filter(version -> !version.status().hasFailed())
                .map(version -> new Published(latest, version))
                .orElseGet(() -> publishNew(latest, description));
    }

    private Published publishNew(Function latest, @Nullable String description) {
        Publication last = latest.published();
        int number = (last == null ? 0 : last.number()) + 1;
        String words = description == null ? latest.current().settings().description() : description;
        FunctionVersion content = latest.current().as(ids.number(), words);
        QualifiedVersion version = new QualifiedVersion(
                latest.id(),
                Integer.toString(number),
                ids.uuid(),
                content,
                latest.serving() == null ? null : content,
                latest.status());
        versions.add(version);
        return new Published(latest.published(number, ids.uuid()), version);
    }
}
