package davit.functions.model;

import java.time.Instant;
import java.util.List;

/**
 * A version of a layer; it never changes.
 *
 * @param layer the layer
 * @param number counts on from 1, also when versions are deleted
 * @param code the archive
 * @param description free text
 * @param license free text
 * @param runtimes the runtimes that it is meant for
 * @param architectures the architectures that it is meant for
 * @param createdAt when it was published
 */
public record LayerVersion(
        LayerId layer,
        int number,
        ZipCode code,
        String description,
        String license,
        List<String> runtimes,
        List<String> architectures,
        Instant createdAt) {
    /** Keeps copies. */
    public LayerVersion {
        runtimes = List.copyOf(runtimes);
        architectures = List.copyOf(architectures);
    }

    /** Its ARN. */
    public String arn() {
        return layer.arn(number).toString();
    }
}
