package davit.deploy.apply;

import davit.base.time.Time;
import davit.deploy.event.DeploymentListener;
import davit.deploy.value.Urn;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What every part of a run needs.
 *
 * @param isPreview whether nothing is done, only shown
 * @param stack the stack's own name
 * @param programFolder the absolute folder of the program
 * @param configuration the stack's configuration by key, as {@code aws:region}
 * @param targets the resources to work on, as URNs (with {@code *} for any characters) or names; none means all
 * @param listener told what happens
 * @param time clocks
 * @param random where automatic names come from; used by many threads at once
 */
public record RunContext(
        boolean isPreview,
        Urn stack,
        Path programFolder,
        Map<String, ConfigurationValue> configuration,
        Set<String> targets,
        DeploymentListener listener,
        Time time,
        RandomGenerator random) {
    /** Keeps copies. */
    public RunContext {
        configuration = Map.copyOf(configuration);
        targets = Set.copyOf(targets);
    }

    /**
     * A value of the stack's configuration.
     *
     * @param text the value
     * @param isSecret whether it is secret
     */
    public record ConfigurationValue(String text, boolean isSecret) {}

    /** Whether the run works on a resource. */
    public boolean isTargeted(Urn urn) {
        return targets.isEmpty() || targets.stream().anyMatch(target -> matches(target, urn));
    }

    private static boolean matches(String target, Urn urn) {
        String pattern = "\\Q" + target.replace("*", "\\E.*\\Q") + "\\E";
        return urn.text().matches(pattern) || urn.name().equals(target);
    }
}
