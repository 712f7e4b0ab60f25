package davit.deploy;

import davit.base.time.Time;
import davit.deploy.event.DeploymentListener;
import davit.deploy.project.Project;
import davit.deploy.provider.ProviderPackage;
import davit.deploy.state.StackName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a deployment works with.
 *
 * @param data the data folder
 * @param project the program
 * @param stack the stack's name
 * @param packages the provider packages that programs may use
 * @param configuration values of the configuration that apply unless the stack sets others, as {@code aws:region}
 * @param environment variables of the program's process, in addition to this one's
 * @param targets the resources to work on, as URNs (with {@code *}) or names; none means all
 * @param parallel how many operations run at once
 * @param listener told what happens
 * @param time clocks
 */
public record DeploymentSettings(
        Path data,
        Project project,
        String stack,
        List<ProviderPackage> packages,
        Map<String, String> configuration,
        Map<String, String> environment,
        Set<String> targets,
        int parallel,
        DeploymentListener listener,
        Time time) {
    /** How many operations run at once if nobody says. */
    public static final int PARALLEL = 16;

    /** Keeps copies, and checks the numbers and names. */
    public DeploymentSettings {
        packages = List.copyOf(packages);
        configuration = Map.copyOf(configuration);
        environment = Map.copyOf(environment);
        targets = Set.copyOf(targets);
        if (parallel < 1) {
            throw new IllegalArgumentException("at least one operation must run at once, not " + parallel);
        }
        StackName _ = new StackName(project.name(), stack);
    }

    /** The project and stack. */
    public StackName name() {
        return new StackName(project.name(), stack);
    }
}
