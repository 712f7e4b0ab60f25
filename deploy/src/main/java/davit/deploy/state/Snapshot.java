package davit.deploy.state;

import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a stack has at one moment.
 *
 * @param resources the resources, each after those that it depends on
 * @param pendingOperations what was begun and did not end
 */
public record Snapshot(List<Resource> resources, List<PendingOperation> pendingOperations) {
    /** A stack that has nothing. */
    public static final Snapshot EMPTY = new Snapshot(List.of(), List.of());

    /** Keeps copies. */
    public Snapshot {
        resources = List.copyOf(resources);
        pendingOperations = List.copyOf(pendingOperations);
    }

    /** The resource of a name that is not merely waiting for its deletion. */
    public Optional<Resource> find(Urn urn) {
        return resources.stream()
                .filter(resource -> resource.urn().equals(urn))
                .filter(resource -> !resource.status().isToDelete())
                .findFirst();
    }

    /** What the program exported when it last ran. */
    public Properties outputs() {
        return resources.stream()
                .filter(resource -> resource.urn().isStack())
                .findFirst()
                .map(Resource::outputs)
                .orElse(Properties.EMPTY);
    }
}
