package davit.functions.model;

import java.util.List;

/**
 * What runs the code of a function that is a ZIP archive.
 *
 * @param name the runtime's word, {@code python3.13}
 * @param handler what the runtime calls
 * @param layers what is merged into {@code /opt}, the lowest first
 */
public record ManagedRuntime(String name, String handler, List<LayerUse> layers) {
    /** Keeps a copy. */
    public ManagedRuntime {
        layers = List.copyOf(layers);
    }

    /** Whether it is an operating system only, and the code or a layer has the program {@code bootstrap}. */
    public boolean isOsOnly() {
        return name.startsWith("provided");
    }
}
