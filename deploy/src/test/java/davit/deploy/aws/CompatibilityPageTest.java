package davit.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** The page {@code docs/compatibility/pulumi.md} says what the code does; {@code -Dpage.rewrite} writes it again. */
class CompatibilityPageTest {
    private static final Path PAGE = Path.of("../docs/compatibility/pulumi.md");
    private static final String START = "<!-- generated: resource types -->\n";
    private static final String END = "<!-- end of the generated part -->\n";

    @Test
    void listsEveryTypeAndWhatItRefuses() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(START) + START.length();
        int end = page.indexOf(END);
        String generated = generated();
        if (System.getProperty("page.rewrite") != null) {
            Files.writeString(PAGE, page.substring(0, start) + generated + page.substring(end));
            return;
        }
        assertThat(page.substring(start, end)).isEqualTo(generated);
    }

    private static String generated() {
        AwsDefaults defaults = new AwsDefaults(Optional.empty(), "us-east-1", AnonymousCredentialsProvider.create());
        List<String> lines = new ArrayList<>(
                List.of("| type | replaced when one of these changes | not supported |", "| --- | --- | --- |"));
        try (Aws aws = new Aws(ProviderInputs.settings(Properties.EMPTY, defaults), new SystemTime());
                AwsProvider provider = new AwsProvider(aws, Path.of("."))) {
            for (AwsResource type : AwsProvider.types(aws, Path.of("."))) {
                lines.add(row(type.schema()));
            }
            lines.addAll(List.of("", "Functions:", ""));
            provider.functionTokens().forEach(token -> lines.add("- `" + token + "`"));
        }
        lines.addAll(List.of("", "Properties of the provider (`aws.Provider`, `aws:…` in the configuration):", ""));
        lines.add("- honoured: " + names(ProviderInputs.SUPPORTED));
        lines.add("- accepted, because they ask for less than is done anyway: " + names(ProviderInputs.WITHOUT_EFFECT));
        lines.add("- refused: " + names(ProviderInputs.UNSUPPORTED));
        return String.join("\n", lines) + "\n";
    }

    private static String row(Schema schema) {
        return "| `" + schema.token() + "` | " + names(with(schema, Field.Trait.IMMUTABLE)) + " | "
                + names(with(schema, Field.Trait.UNSUPPORTED)) + " |";
    }

    private static Set<String> with(Schema schema, Field.Trait trait) {
        Set<String> names = new TreeSet<>();
        schema.fields().stream().filter(field -> field.is(trait)).forEach(field -> names.add(field.name()));
        return names;
    }

    private static String names(Set<String> names) {
        return names.isEmpty()
                ? "–"
                : String.join(
                        ", ",
                        new TreeSet<>(names)
                                .stream().map(name -> "`" + name + "`").toList());
    }

    @Test
    void anUnknownTypeIsRefusedWithTheKnownOnes() throws ProviderException {
        AwsDefaults defaults = new AwsDefaults(Optional.empty(), "us-east-1", AnonymousCredentialsProvider.create());
        try (Aws aws = new Aws(ProviderInputs.settings(Properties.EMPTY, defaults), new SystemTime());
                AwsProvider provider = new AwsProvider(aws, Path.of("."))) {
            assertThat(provider.resource("aws:sqs/queue:Queue")).isEmpty();
            assertThat(provider.missing("resource type", "aws:sqs/queue:Queue"))
                    .startsWith("the package 'aws' has no resource type 'aws:sqs/queue:Queue'; it has: "
                            + "aws:cloudwatch/logGroup:LogGroup, aws:ecr/")
                    .contains("aws:s3/bucket:Bucket");
        }
    }
}
