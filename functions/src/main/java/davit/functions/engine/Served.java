package davit.functions.engine;

import davit.functions.model.FunctionId;
import davit.functions.model.FunctionVersion;

/**
 * What an environment runs.
 *
 * @param function the function
 * @param number {@code $LATEST} or the number of a published version
 * @param version its code and configuration
 * @param isProvisioned whether the environment was started before anybody invoked it, to be kept ready
 */
public record Served(FunctionId function, String number, FunctionVersion version, boolean isProvisioned) {
    /** What an environment runs that is started by an invocation. */
    public Served(FunctionId function, String number, FunctionVersion version) {
        this(function, number, version, false);
    }

    /** The same in an environment that is kept ready. */
    public Served provisioned() {
        return new Served(function, number, version, true);
    }

    /** Lambda's word for how the environment came to be. */
    String initializationType() {
        return isProvisioned ? "provisioned-concurrency" : "on-demand";
    }
}
