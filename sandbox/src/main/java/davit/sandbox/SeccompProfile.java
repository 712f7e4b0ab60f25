package davit.sandbox;

import davit.base.json.Json;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.JsonNode;

/**
 * Which system calls the programs of sandboxes may make, as the OCI runtime specification writes it: {@code
 * seccomp.json}. What it does not name, the kernel seems not to have, so that programs fall back.
 */
final class SeccompProfile {
    private SeccompProfile() {}

    /** The profile that is built with this class. */
    static JsonNode load() throws IOException {
        try (InputStream stream = SeccompProfile.class.getResourceAsStream("seccomp.json")) {
            if (stream == null) {
                throw new IOException("load the sandboxes' seccomp profile: it is missing from this build");
            }
            return Json.tree(stream.readAllBytes());
        }
    }
}
