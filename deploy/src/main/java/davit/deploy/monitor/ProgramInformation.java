package davit.deploy.monitor;

import java.util.Map;
import java.util.Set;

/**
 * What a program is told about its deployment.
 *
 * @param project the project's name
 * @param stack the stack's name
 * @param organization the organization's name
 * @param configuration the stack's configuration by key, in the clear
 * @param secretKeys the keys of it that are secret
 * @param isPreview whether nothing is done
 * @param parallel how many operations run at once
 */
public record ProgramInformation(
        String project,
        String stack,
        String organization,
        Map<String, String> configuration,
        Set<String> secretKeys,
        boolean isPreview,
        int parallel) {
    /** Keeps copies. */
    public ProgramInformation {
        configuration = Map.copyOf(configuration);
        secretKeys = Set.copyOf(secretKeys);
    }
}
