package davit.images.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.images.oci.Digest;
import davit.images.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {
    @TempDir
    Path folder;

    private BuildContext context(Map<String, String> arguments) {
        return new BuildContext(
                folder, folder.resolve("Dockerfile"), arguments, Optional.empty(), Platform.LINUX_AMD64);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void theDigestChangesWithWhatTheImageContainsOnly() throws IOException, ImageBuildException {
        write("Dockerfile", "FROM scratch\n");
        write("src/index.js", "1");
        write(".dockerignore", "node_modules\n**/*.log\n!src/keep.log\n");
        Digest first = context(Map.of()).digest();

        write("node_modules/x/index.js", "2");
        write("src/a.log", "3");
        Files.setLastModifiedTime(folder.resolve("src/index.js"), FileTime.fromMillis(0));
        assertThat(context(Map.of()).digest()).isEqualTo(first);

        assertThat(context(Map.of("A", "b")).digest()).isNotEqualTo(first);
        write("src/keep.log", "4");
        Digest kept = context(Map.of()).digest();
        assertThat(kept).isNotEqualTo(first);
        assertThat(folder.resolve("src/index.js").toFile().setExecutable(true)).isTrue();
        assertThat(context(Map.of()).digest()).isNotEqualTo(kept);
    }

    @Test
    void rulesFitAsInDocker() {
        IgnoreRules rules = IgnoreRules.parse(
                List.of("# comment", "/build/", "*.tmp", "docs/**", "!docs/README.md", "a?c", "[x-z].txt", "**/.git"));
        assertThat(List.of("build", "build/out.js", "x.tmp", "docs/a/b", "abc", "y.txt", "sub/dir/.git/config"))
                .allMatch(rules::ignore);
        assertThat(List.of("sub/build", "sub/x.tmp", "docs/README.md", "abbc", "w.txt", "src", ".gitignore"))
                .noneMatch(rules::ignore);
    }

    @Test
    void findsTheImagesThatTheDockerfileNames() throws IOException, ImageBuildException {
        write("Dockerfile", """
                # FROM comment
                ARG VERSION=22
                ARG REGISTRY="public.ecr.aws"
                FROM --platform=$TARGETPLATFORM ${REGISTRY}/lambda/nodejs:${VERSION} AS Base
                RUN <<END
                FROM nothing
                END
                RUN --mount=type=bind,from=tools:1,target=/t \\
                    # between
                    echo FROM other
                FROM base
                COPY --from=base /a /b
                COPY --from=0 /a /b
                COPY --chown=1:1 --from=docker.io/library/busybox:${TAG:-1.36} /bin /bin
                FROM scratch
                """);
        assertThat(context(Map.of("VERSION", "24")).images())
                .containsExactly("public.ecr.aws/lambda/nodejs:24", "tools:1", "docker.io/library/busybox:1.36");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(context(Map.of())::digest).hasMessageContaining("there is no Dockerfile at");
        BuildContext nowhere =
                new BuildContext(folder.resolve("gone"), folder, Map.of(), Optional.empty(), Platform.LINUX_AMD64);
        assertThatThrownBy(nowhere::digest).hasMessageContaining("there is no folder");
    }
}
