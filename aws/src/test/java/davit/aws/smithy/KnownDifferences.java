package davit.aws.smithy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why tests do not pass.
 *
 * @param reasons the reason for each pattern of test names
 */
record KnownDifferences(Map<String, String> reasons) {
    static KnownDifferences read() {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (InputStream in = KnownDifferences.class.getResourceAsStream("known-differences.tsv")) {
            if (in == null) {
                throw new IllegalStateException("known-differences.tsv is not on the class path");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int tab = line.indexOf('\t');
                    reasons.put(line.substring(0, tab), line.substring(tab + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KnownDifferences(reasons);
    }

    Optional<String> pattern(String id) {
        return reasons.keySet().stream().filter(id::matches).findFirst();
    }
}
