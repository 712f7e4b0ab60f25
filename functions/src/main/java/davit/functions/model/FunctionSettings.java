package davit.functions.model;

import davit.aws.arn.Arn;
import davit.sandbox.NetworkName;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a function, besides its code.
 *
 * @param role the role that it runs as
 * @param description free text
 * @param timeoutSeconds how long an invocation may take, 1 to 900
 * @param memoryMb memory, 128 to 10,240 MB; the CPU share follows it
 * @param scratchMb the size of {@code /tmp}, 512 to 10,240 MB
 * @param environment the user's variables
 * @param image what it sets in place of its image's words
 * @param architecture the instruction set
 * @param tracing {@code PassThrough} or {@code Active}
 * @param logs what its log looks like and where it goes
 * @param network the network that it is in; absent if none was ever named
 * @param runtime what runs its code; absent for an image
 */
public record FunctionSettings(
        Arn role,
        String description,
        int timeoutSeconds,
        int memoryMb,
        int scratchMb,
        Map<String, String> environment,
        @Nullable ImageOverrides image,
        Architecture architecture,
        String tracing,
        LogSettings logs,
        @Nullable FunctionNetwork network,
        @Nullable ManagedRuntime runtime) {
    /** Keeps a copy. */
    public FunctionSettings {
        environment = Map.copyOf(environment);
    }

    /** With another description. */
    public FunctionSettings withDescription(String newDescription) {
        return new FunctionSettings(
                role,
                newDescription,
                timeoutSeconds,
                memoryMb,
                scratchMb,
                environment,
                image,
                architecture,
                tracing,
                logs,
                network,
                runtime);
    }

    /** How long an invocation may take. */
    public Duration timeout() {
        return Duration.ofSeconds(timeoutSeconds);
    }

    /** The name of the network that it is in. */
    public NetworkName networkName() {
        return network == null ? NetworkName.DEFAULT : network.name();
    }
}
