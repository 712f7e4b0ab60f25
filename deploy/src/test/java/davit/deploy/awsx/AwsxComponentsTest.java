package davit.deploy.awsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.deploy.aws.schema.JsonValues;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.ChildResource;
import davit.deploy.provider.ComponentChildren;
import davit.deploy.provider.ComponentRequest;
import davit.deploy.provider.ComponentType;
import davit.deploy.provider.ImageBuildRequest;
import davit.deploy.provider.ImageBuilder;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.Progress;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.RegisteredResource;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.OutputValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the components of awsx expand to, and when an image is built again. */
class AwsxComponentsTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final Urn REPOSITORY = Urn.of("dev", "project", RepositoryComponent.TOKEN, "Repo");

    private final Children children = new Children();

    @Test
    void aRepositoryHasALifecyclePolicyForUntaggedImages() throws ProviderException, InterruptedException {
        children.outputs = json("{\"repositoryUrl\": \"localhost:4566/repo-1\", \"name\": \"repo-1\"}");
        Properties outputs = construct(RepositoryComponent.TOKEN, "Repo", json("{\"forceDelete\": true}"));

        assertThat(children.registered)
                .extracting(ChildResource::type, ChildResource::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("aws:ecr/repository:Repository", "repo"),
                        org.assertj.core.groups.Tuple.tuple("aws:ecr/lifecyclePolicy:LifecyclePolicy", "repo"));
        assertThat(children.registered.getFirst().inputs()).isEqualTo(json("{\"forceDelete\": true}"));
        Properties policy = children.registered.getLast().inputs();
        assertThat(policy.text("repository")).hasValue("repo-1");
        assertThat(JsonValues.text(policy.value("policy")))
                .isEqualTo("{\"rules\":[{\"action\":{\"type\":\"expire\"},\"description\":\"remove untagged images\","
                        + "\"rulePriority\":1,\"selection\":{\"countNumber\":1,\"countType\":\"imageCountMoreThan\","
                        + "\"tagStatus\":\"untagged\"}}]}");
        assertThat(outputs.text("url")).hasValue("localhost:4566/repo-1");
        assertThat(outputs.value("repository")).isInstanceOf(PropertyValue.ReferenceValue.class);
    }

    @Test
    void theRuleForAnyImageComesLastAndMayBeSkippedAltogether() throws ProviderException, InterruptedException {
        construct(RepositoryComponent.TOKEN, "r", json("""
                {"lifecyclePolicy": {"rules": [
                  {"tagStatus": "any", "maximumAgeLimit": 7},
                  {"tagStatus": "tagged", "tagPrefixList": ["v"], "maximumNumberOfImages": 3}]}}"""));
        List<Properties> rules = children.registered
                .getLast()
                .inputs()
                .object("policy")
                .orElseThrow()
                .objects("rules");

        assertThat(rules)
                .extracting(rule ->
                        rule.object("selection").orElseThrow().text("tagStatus").orElseThrow())
                .containsExactly("tagged", "any");
        children.registered.clear();
        construct(RepositoryComponent.TOKEN, "r", json("{\"lifecyclePolicy\": {\"skip\": true}}"));
        assertThat(children.registered).hasSize(1);
        assertThatThrownBy(() -> construct(RepositoryComponent.TOKEN, "r", json("{\"forceDestroy\": true}")))
                .hasMessage("forceDestroy: is no property of awsx:ecr:Repository");
    }

    @Test
    void anImageIsAChildNamedAfterWhatIsBuiltAndDependsOnItsRepository()
            throws ProviderException, InterruptedException {
        children.outputs = json("{\"digest\": \"" + DIGEST + "\"}");
        Properties inputs = json("{\"context\": \"./app\", \"platform\": \"linux/amd64\"}")
                .with(
                        "repositoryUrl",
                        new OutputValue(PropertyValue.of("localhost:4566/repo-1"), new TreeSet<>(List.of(REPOSITORY))));
        Properties outputs = construct(ImageComponent.TOKEN, "image", inputs);
        ChildResource child = children.registered.getFirst();

        assertThat(child.type()).isEqualTo("docker-build:index:Image");
        // sha1("./app" + "dev")
        assertThat(child.name()).isEqualTo("12fda807b64bd0bfec8ee52d4abf41bc63fdb71a-container");
        assertThat(child.inputs().texts("tags")).containsExactly("localhost:4566/repo-1:" + child.name());
        assertThat(ValueTree.dependencies(child.inputs().value("tags"))).containsExactly(REPOSITORY);
        assertThat(outputs.text("imageUri")).hasValue("localhost:4566/repo-1@" + DIGEST);
        assertThat(ValueTree.dependencies(outputs.value("imageUri"))).isNotEmpty();
    }

    @Test
    void aPreviewKnowsNoUriOfAnImageThatIsNotBuilt() throws ProviderException, InterruptedException {
        children.isKnown = false;
        Properties outputs = construct(
                ImageComponent.TOKEN,
                "image",
                json("{\"context\": \"./app\"}").with("repositoryUrl", PropertyValue.unknown()));

        assertThat(children.registered
                        .getFirst()
                        .inputs()
                        .list("tags")
                        .getFirst()
                        .isUnknown())
                .isTrue();
        assertThat(outputs.value("imageUri").isUnknown()).isTrue();
    }

    @Test
    void anImageIsBuiltAgainOnlyIfItsContextChanged() throws ProviderException, InterruptedException {
        Builder builder = new Builder();
        ResourceType image = new DockerBuildPackage(builder)
                .configure(new ProviderConfiguration(Properties.EMPTY, Path.of("/program"), "project", "dev"))
                .resource(DockerImage.TOKEN)
                .orElseThrow();
        Properties given = json("""
                {"tags": ["localhost:4566/repo-1:t"], "context": {"location": "./app"}, "push": true,
                 "platforms": ["linux/amd64"], "buildArgs": {"V": "1"}}""");
        Urn urn = Urn.of("dev", "project", DockerImage.TOKEN, "t");
        Checked first = image.check(new CheckRequest(urn, given, Optional.empty(), new Random(1)));
        ResourceState built =
                image.create(new OperationContext(urn, Duration.ofMinutes(1), Progress.SILENT), first.inputs());

        assertThat(built.outputs().text("digest")).hasValue(DIGEST);
        assertThat(built.outputs().text("ref")).hasValue("localhost:4566/repo-1:t@" + DIGEST);
        assertThat(builder.built.getFirst().context()).isEqualTo(Path.of("/program/app"));
        assertThat(builder.built.getFirst().dockerfile()).isEqualTo(Path.of("/program/app/Dockerfile"));
        assertThat(image.diff(built, first.inputs()).isEmpty()).isTrue();
        builder.digest = "2";
        Checked second = image.check(new CheckRequest(urn, given, Optional.of(first.inputs()), new Random(1)));
        assertThat(image.diff(built, second.inputs()).changed()).containsExactly("contextHash");
        assertThat(image.diff(built, second.inputs()).replaces()).isFalse();
    }

    private Properties construct(String token, String name, Properties inputs)
            throws ProviderException, InterruptedException {
        ComponentType type = new AwsxPackage()
                .configure(new ProviderConfiguration(Properties.EMPTY, Path.of("/program"), "project", "dev"))
                .component(token)
                .orElseThrow();
        return type.construct(new ComponentRequest(Urn.of("dev", "project", token, name), inputs), children);
    }

    private static Properties json(String text) {
        return JsonValues.parse(text).orElseThrow().asObject().orElseThrow();
    }

    /** Makes every child at once, all with the same outputs. */
    private static final class Children implements ComponentChildren {
        private final List<ChildResource> registered = new ArrayList<>();
        private Properties outputs = Properties.EMPTY;
        private boolean isKnown = true;

        @Override
        public RegisteredResource register(ChildResource child) {
            registered.add(child);
            Urn urn = Urn.of("dev", "project", child.type(), child.name());
            return new RegisteredResource(urn, PropertyValue.of("id"), outputs, isKnown);
        }

        @Override
        public Properties call(String token, Properties arguments) {
            return Properties.EMPTY;
        }
    }

    /** Builds nothing, but remembers what it should. */
    private static final class Builder implements ImageBuilder {
        private final List<ImageBuildRequest> built = new ArrayList<>();
        private String digest = "1";

        @Override
        public String build(ImageBuildRequest request, Progress progress) {
            built.add(request);
            return "localhost:4566/repo-1@" + DIGEST;
        }

        @Override
        public String contextDigest(ImageBuildRequest request) {
            return digest;
        }
    }
}
