package davit.deploy.provider;

import davit.deploy.value.Properties;
import java.nio.file.Path;

/**
 * What a package is configured with.
 *
 * @param inputs the provider resource's inputs after {@link ProviderPackage#check}, without marks of secrets; unknown
 *     values are possible in previews only
 * @param programFolder the absolute folder of the program: paths in inputs are relative to it
 * @param project the project's name
 * @param stack the stack's name
 */
public record ProviderConfiguration(Properties inputs, Path programFolder, String project, String stack) {
    /** The absolute path of {@code path}, which may be relative to the program's folder. */
    public Path resolve(String path) {
        return programFolder.resolve(path).normalize();
    }
}
