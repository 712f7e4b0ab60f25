package davit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the documents to what is there: modules, links, tests of promises. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MODULE = Pattern.compile("<module>(\\w+)</module>");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST_FILE = Pattern.compile("`((?:conformance/\\w+\\.py)|(?:[\\w/]+Test\\.java))`");

    @Test
    void everyModuleIsInTheArchitecture() throws IOException {
        String architecture = Files.readString(ROOT.resolve("docs/ARCHITECTURE.md"));

        assertThat(firstGroups(MODULE, Files.readString(ROOT.resolve("pom.xml"))))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(architecture).contains("| `" + module + "` |"));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (String link : firstGroups(LINK, Files.readString(document))) {
                Path target = document.resolveSibling(link);
                if (!link.contains("://") && !Files.exists(target)) {
                    broken.add(ROOT.relativize(document) + " → " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPromiseNamesItsTest() throws IOException {
        List<String> promises = Files.readAllLines(ROOT.resolve("docs/SPECIFICATION.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();

        assertThat(promises)
                .isNotEmpty()
                .allSatisfy(promise -> assertThat(promise).containsAnyOf("*untested*", "Test`", "Test.java`", ".py`"));
        for (String test : firstGroups(TEST_FILE, String.join("\n", promises))) {
            assertThat(ROOT.resolve(test)).exists();
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> atRoot = Files.list(ROOT);
                Stream<Path> inDocs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(atRoot, inDocs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static List<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
