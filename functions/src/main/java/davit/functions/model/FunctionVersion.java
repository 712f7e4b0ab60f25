package davit.functions.model;

import java.time.Instant;

/**
 * Code and configuration that belong together; every change makes a new one.
 *
 * @param generation counts the changes, from any number on; an execution environment serves one generation
 * @param code the image
 * @param settings the configuration
 * @param lastModified when the change was made
 */
public record FunctionVersion(long generation, FunctionCode code, FunctionSettings settings, Instant lastModified) {
    /** The same code and settings under another generation, so that environments of their own serve it. */
    public FunctionVersion as(long newGeneration, String description) {
        return new FunctionVersion(newGeneration, code, settings.withDescription(description), lastModified);
    }
}
