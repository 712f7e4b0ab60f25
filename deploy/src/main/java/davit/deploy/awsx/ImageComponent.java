package davit.deploy.awsx;

import davit.deploy.provider.ChildResource;
import davit.deploy.provider.ComponentChildren;
import davit.deploy.provider.ComponentRequest;
import davit.deploy.provider.ComponentType;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.RegisteredResource;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.OutputValue;
import davit.deploy.value.ValueTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code awsx:ecr:Image}: an image that is built from a folder and pushed to a repository. */
final class ImageComponent implements ComponentType {
    static final String TOKEN = "awsx:ecr:Image";
    private static final String URL = "repositoryUrl";
    private static final String CONTEXT = "context";
    private static final String DOCKERFILE = "dockerfile";
    private static final String ARGUMENTS = "args";
    private static final String PLATFORM = "platform";
    private static final String TARGET = "target";
    private static final String CACHE_FROM = "cacheFrom";
    private static final String LOCATION = "location";
    private static final Set<String> PROPERTIES = Set.of(
            ARGUMENTS,
            "builderVersion",
            CACHE_FROM,
            CONTEXT,
            DOCKERFILE,
            "imageName",
            "imageTag",
            PLATFORM,
            "registryId",
            URL,
            TARGET);

    private final String stack;

    ImageComponent(String stack) {
        this.stack = stack;
    }

    @Override
    public String token() {
        return TOKEN;
    }

    @Override
    public Properties construct(ComponentRequest request, ComponentChildren children)
            throws ProviderException, InterruptedException {
        Properties inputs = request.inputs();
        Given.requireKnown(TOKEN, inputs, PROPERTIES);
        if (inputs.value(URL).isNull()) {
            throw new ProviderException(URL + ": is required");
        }
        if (ValueTree.hasUnknown(PropertyValue.of(inputs.without(URL)))) {
            // The child's name depends on these; awsx too decides only once they are known.
            return Properties.of("imageUri", PropertyValue.unknown());
        }
        String name = name(ValueTree.withoutMarks(inputs));
        RegisteredResource image =
                children.register(new ChildResource(DockerImage.TOKEN, name, imageInputs(inputs, name)));
        return Properties.of("imageUri", imageUri(inputs.value(URL), image));
    }

    private static Properties imageInputs(Properties inputs, String name) {
        PropertyValue tag = suffixed(inputs.value(URL), ":" + name);
        PropertyValue context = inputs.value(CONTEXT).isNull() ? PropertyValue.of(".") : inputs.value(CONTEXT);
        Properties image = Properties.of("tags", PropertyValue.of(List.of(tag)))
                .with("buildArgs", inputs.value(ARGUMENTS))
                .with("cacheFrom", cacheFrom(inputs))
                .with("context", PropertyValue.of(Properties.of(LOCATION, context)))
                .with("push", true)
                .with(TARGET, inputs.value(TARGET));
        if (!inputs.value(DOCKERFILE).isNull()) {
            image = image.with(DOCKERFILE, PropertyValue.of(Properties.of(LOCATION, inputs.value(DOCKERFILE))));
        }
        return inputs.value(PLATFORM).isNull()
                ? image
                : image.with("platforms", PropertyValue.of(List.of(inputs.value(PLATFORM))));
    }

    private static PropertyValue cacheFrom(Properties inputs) {
        return PropertyValue.of(inputs.list(CACHE_FROM).stream()
                .map(reference ->
                        PropertyValue.of(Properties.of("registry", PropertyValue.of(Properties.of("ref", reference)))))
                .toList());
    }

    /** {@code URL@DIGEST}, from the image's reference {@code URL:TAG@DIGEST}. */
    private static PropertyValue imageUri(PropertyValue url, RegisteredResource image) {
        PropertyValue digest = image.output("digest");
        if (digest.isUnknown() || url.isUnknown()) {
            return digest instanceof OutputValue(var _, var dependencies)
                    ? new OutputValue(PropertyValue.unknown(), dependencies)
                    : PropertyValue.unknown();
        }
        String uri = url.asText().orElse("") + "@" + digest.asText().orElse("");
        return digest instanceof OutputValue(var _, var dependencies)
                ? new OutputValue(PropertyValue.of(uri), dependencies)
                : PropertyValue.of(uri);
    }

    /** A text with something after it, that depends on what the text depends on. */
    private static PropertyValue suffixed(PropertyValue text, String suffix) {
        return ValueTree.map(
                text,
                each -> each.asText().isPresent() && each.equals(each.plain())
                        ? PropertyValue.of(each.asText().orElseThrow() + suffix)
                        : each);
    }

    private String name(Properties inputs) {
        return inputs.text("imageName")
                .filter(text -> !text.isEmpty())
                .or(() -> inputs.text("imageTag").filter(text -> !text.isEmpty()))
                .orElseGet(() -> uniqueName(inputs));
    }

    /** The name that awsx gives: the SHA-1 of what is built and for which stack. */
    private String uniqueName(Properties inputs) {
        StringBuilder text = new StringBuilder(inputs.text(CONTEXT).orElse("."));
        Optional<String> dockerfile = inputs.text(DOCKERFILE).filter(path -> !path.isEmpty());
        dockerfile.ifPresent(path -> text.append(";dockerfile=").append(path));
        for (Map.Entry<String, String> argument : inputs.textMap(ARGUMENTS).entrySet()) {
            text.append(";arg[").append(argument.getKey()).append("]=").append(argument.getValue());
        }
        return sha1(text + stack) + "-container";
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
