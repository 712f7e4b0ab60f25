package davit.deploy.awsx;

import davit.deploy.provider.ChildResource;
import davit.deploy.provider.ComponentChildren;
import davit.deploy.provider.ComponentRequest;
import davit.deploy.provider.ComponentType;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.RegisteredResource;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.ValueTree;
import java.util.Locale;
import java.util.Set;

/** {@code awsx:ecr:Repository}: a repository of images with a lifecycle policy. */
final class RepositoryComponent implements ComponentType {
    static final String TOKEN = "awsx:ecr:Repository";
    private static final String POLICY = "lifecyclePolicy";
    private static final Set<String> PROPERTIES = Set.of(
            "encryptionConfigurations",
            "forceDelete",
            "imageScanningConfiguration",
            "imageTagMutability",
            "imageTagMutabilityExclusionFilters",
            POLICY,
            "name",
            "region",
            "tags");

    @Override
    public String token() {
        return TOKEN;
    }

    @Override
    public Properties construct(ComponentRequest request, ComponentChildren children)
            throws ProviderException, InterruptedException {
        Properties inputs = request.inputs();
        Given.requireKnown(TOKEN, inputs, PROPERTIES);
        String name = request.name().toLowerCase(Locale.ROOT);
        RegisteredResource repository =
                children.register(new ChildResource("aws:ecr/repository:Repository", name, inputs.without(POLICY)));
        Properties outputs =
                Properties.of("url", repository.output("repositoryUrl")).with("repository", repository.reference());
        Properties policy = inputs.object(POLICY).orElse(Properties.EMPTY);
        if (policy.bool("skip").orElse(false)) {
            return outputs;
        }
        Properties policyInputs = Properties.of("repository", repository.output("name"))
                .with("policy", document(inputs.value(POLICY), policy));
        if (!inputs.value("region").isNull()) {
            policyInputs = policyInputs.with("region", inputs.value("region"));
        }
        RegisteredResource registered =
                children.register(new ChildResource("aws:ecr/lifecyclePolicy:LifecyclePolicy", name, policyInputs));
        return outputs.with(POLICY, registered.reference());
    }

    private static PropertyValue document(PropertyValue given, Properties policy) throws ProviderException {
        boolean isKnown = !ValueTree.hasUnknown(given);
        return isKnown
                ? PropertyValue.of(LifecycleRules.document(ValueTree.withoutMarks(policy)))
                : PropertyValue.unknown();
    }
}
