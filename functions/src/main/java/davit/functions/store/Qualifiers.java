package davit.functions.store;

import davit.functions.model.Alias;
import davit.functions.model.AsyncSettings;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.ProvisionedConcurrency;
import davit.functions.model.QualifiedVersion;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the qualifiers of functions mean, and what is kept for each of them.
 *
 * @param functions the functions
 * @param versions their published versions
 * @param aliases their aliases
 * @param asyncSettings how asynchronous invocations are retried, by the qualifier that was invoked
 * @param provisioned how many environments are kept ready, by version or alias
 * @param random chooses among the versions of an alias
 */
public record Qualifiers(
        Functions functions,
        Versions versions,
        Aliases aliases,
        QualifiedTable<AsyncSettings> asyncSettings,
        QualifiedTable<ProvisionedConcurrency> provisioned,
        RandomGenerator random) {
    /** The version that a qualifier means, an alias's own version for an alias; empty if there is none. */
    public Optional<QualifiedVersion> find(FunctionId id, String qualifier) {
        Optional<QualifiedVersion> found = version(id, qualifier);
        return found.isPresent() ? found : aliases.find(id, qualifier).flatMap(alias -> version(id, alias.version()));
    }

    /** The version that an invocation of a qualifier runs: of an alias, by chance and weight; empty if there is none. */
    public Optional<QualifiedVersion> route(FunctionId id, String qualifier) {
        Optional<QualifiedVersion> found = version(id, qualifier);
        Optional<Alias> alias = found.isPresent() ? Optional.empty() : aliases.find(id, qualifier);
        while (found.isEmpty() && alias.isPresent()) {
            String number = alias.get().route(random);
            found = version(id, number);
            // A version is deleted only after its alias has moved: then there is another to be asked.
            alias = aliases.find(id, qualifier).filter(now -> !now.pointsTo(number));
        }
        return found;
    }

    /** The version of a number or of {@code $LATEST}. */
    public Optional<QualifiedVersion> version(FunctionId id, String number) {
        return number.equals(FunctionReference.LATEST)
                ? functions.find(id).map(QualifiedVersion::latestOf)
                : versions.find(id, number);
    }

    /** The alias of this name. */
    public Optional<Alias> alias(FunctionId id, String name) {
        return aliases.find(id, name);
    }

    /** How asynchronous invocations of a qualifier are retried. */
    public AsyncSettings asyncSettings(FunctionId id, String qualifier) {
        return asyncSettings.find(id, qualifier).orElse(AsyncSettings.DEFAULT);
    }
}
