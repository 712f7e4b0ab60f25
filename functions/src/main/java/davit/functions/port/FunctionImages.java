package davit.functions.port;

import davit.functions.model.Architecture;
import davit.linux.mount.Mount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images that functions are made of.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public interface FunctionImages {
    /**
     * Finds the image that a user's URI means now.
     *
     * @param imageUri {@code HOST/REPOSITORY:TAG} or {@code HOST/REPOSITORY@DIGEST}
     * @throws ImageUnavailableException if there is none that a function can run
     */
    ResolvedImage resolve(String imageUri, Architecture architecture) throws ImageUnavailableException;

    /**
     * Names the image that a managed runtime is with archives upon it; {@link #prepare} makes it.
     *
     * @return its digest, {@code sha256:…}, the same for the same parts
     */
    String compose(ManagedImage image);

    /**
     * Makes an image ready to be mounted; quick when it is already.
     *
     * @param digest as {@link #resolve} or {@link #compose} gave it
     * @throws ImageUnavailableException if the image is gone, damaged or too large
     */
    PreparedImage prepare(String digest) throws ImageUnavailableException;

    /**
     * A managed runtime with archives upon it.
     *
     * @param base the URI of the runtime's image, {@code public.ecr.aws/lambda/python:3.13}
     * @param parts the archives, the lowest first
     */
    record ManagedImage(String base, Architecture architecture, List<Part> parts) {
        /** Keeps a copy. */
        public ManagedImage {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One archive.
     *
     * @param sha256 its digest
     * @param folder where its files are in the image, {@code var/task}
     */
    record Part(String sha256, String folder) {}

    /**
     * An image by its digest.
     *
     * @param uri the repository with the digest, {@code HOST/REPOSITORY@sha256:…}
     * @param digest the digest of the manifest of the wanted architecture, {@code sha256:…}
     */
    record ResolvedImage(String uri, String digest) {}

    /**
     * An image that can be mounted.
     *
     * @param root its file tree
     * @param environment its variables
     * @param entryPoint its entry point, which may be empty
     * @param command its command, which may be empty
     * @param workingDirectory where its process begins; absent for {@code /}
     */
    record PreparedImage(
            Mount root,
            Map<String, String> environment,
            List<String> entryPoint,
            List<String> command,
            @Nullable String workingDirectory) {
        /** Keeps copies. */
        public PreparedImage {
            environment = Map.copyOf(environment);
            entryPoint = List.copyOf(entryPoint);
            command = List.copyOf(command);
        }
    }
}
