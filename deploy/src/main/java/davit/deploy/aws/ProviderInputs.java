package davit.deploy.aws;

import davit.deploy.aws.client.AwsSettings;
import davit.deploy.aws.client.TagRules;
import davit.deploy.aws.schema.JsonValues;
import davit.deploy.provider.Checked;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.BooleanValue;
import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.TextValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The configuration of a provider: what programs may write there, and what it means. */
final class ProviderInputs {
    private static final String REGION = "region";
    private static final String ACCESS_KEY = "accessKey";
    private static final String SECRET_KEY = "secretKey";
    private static final String TOKEN = "token";
    private static final String PROFILE = "profile";
    private static final String ENDPOINTS = "endpoints";
    private static final String DEFAULT_TAGS = "defaultTags";
    private static final String IGNORE_TAGS = "ignoreTags";
    private static final String MAX_RETRIES = "maxRetries";
    private static final String ALLOWED_ACCOUNTS = "allowedAccountIds";
    private static final String FORBIDDEN_ACCOUNTS = "forbiddenAccountIds";
    /** Terraform's provider tries so often to reach AWS. */
    private static final int AWS_ATTEMPTS = 25;
    /** A server of one's own that does not answer now will not do so in five minutes either. */
    private static final int LOCAL_ATTEMPTS = 4;

    /** What is honoured. */
    static final Set<String> SUPPORTED = Set.of(
            REGION,
            ACCESS_KEY,
            SECRET_KEY,
            TOKEN,
            PROFILE,
            ENDPOINTS,
            DEFAULT_TAGS,
            IGNORE_TAGS,
            MAX_RETRIES,
            ALLOWED_ACCOUNTS,
            FORBIDDEN_ACCOUNTS);
    /** What asks for less than is done anyway. */
    static final Set<String> WITHOUT_EFFECT = Set.of(
            "skipCredentialsValidation",
            "skipMetadataApiCheck",
            "skipRegionValidation",
            "skipRequestingAccountId",
            "s3UsePathStyle",
            "s3UsEast1RegionalEndpoint",
            "retryMode",
            "version",
            "pluginDownloadURL");
    /** What exists but cannot be done. */
    static final Set<String> UNSUPPORTED = Set.of(
            "assumeRoleWithWebIdentity",
            "assumeRoles",
            "customCaBundle",
            "ec2MetadataServiceEndpoint",
            "ec2MetadataServiceEndpointMode",
            "httpProxy",
            "httpsProxy",
            "insecure",
            "noProxy",
            "sharedConfigFiles",
            "sharedCredentialsFiles",
            "stsRegion",
            "tagPolicyCompliance",
            "tokenBucketRateLimiterCapacity",
            "useDualstackEndpoint",
            "useFipsEndpoint",
            "userAgents");

    private ProviderInputs() {}

    /** The inputs as they are, and what is wrong with them. */
    static Checked check(Properties inputs) {
        List<Checked.Failure> failures = new ArrayList<>();
        inputs.values().forEach((name, value) -> {
            PropertyValue said = decoded(value);
            boolean isNothing = said.isNull()
                    || said.equals(new BooleanValue(false))
                    || said.equals(new TextValue(""))
                    || (said instanceof ListValue(var items) && items.isEmpty());
            boolean isKnown = SUPPORTED.contains(name) || WITHOUT_EFFECT.contains(name) || name.startsWith("__");
            if (!isKnown && !isNothing) {
                failures.add(new Checked.Failure(
                        name,
                        UNSUPPORTED.contains(name)
                                ? "is not supported by Davit"
                                : "is no property of the AWS provider"));
            }
        });
        return new Checked(inputs, failures);
    }

    /** What the checked inputs mean. */
    static AwsSettings settings(Properties inputs, AwsDefaults defaults) {
        return new AwsSettings(
                defaults.endpoint(),
                endpoints(inputs),
                inputs.text(REGION).filter(text -> !text.isEmpty()).orElse(defaults.region()),
                credentials(inputs).orElse(defaults.credentials()),
                decoded(inputs.value(MAX_RETRIES))
                                .asNumber()
                                .map(retries -> (int) Math.round(retries))
                                .orElse((defaults.endpoint().isPresent() ? LOCAL_ATTEMPTS : AWS_ATTEMPTS) - 1)
                        + 1,
                tagRules(inputs));
    }

    private static Map<String, URI> endpoints(Properties inputs) {
        Map<String, URI> endpoints = new LinkedHashMap<>();
        for (PropertyValue item : decoded(inputs.value(ENDPOINTS)).asList().orElse(List.of())) {
            item.asObject()
                    .orElse(Properties.EMPTY)
                    .values()
                    .forEach((service, url) -> url.asText()
                            .filter(text -> !text.isEmpty())
                            .ifPresent(text -> endpoints.put(service, URI.create(text))));
        }
        return endpoints;
    }

    private static Optional<AwsCredentialsProvider> credentials(Properties inputs) {
        Optional<String> access = inputs.text(ACCESS_KEY).filter(text -> !text.isEmpty());
        Optional<String> secret = inputs.text(SECRET_KEY).filter(text -> !text.isEmpty());
        if (access.isPresent() && secret.isPresent()) {
            Optional<String> token = inputs.text(TOKEN).filter(text -> !text.isEmpty());
            return Optional.of(StaticCredentialsProvider.create(
                    token.isPresent()
                            ? AwsSessionCredentials.create(access.get(), secret.get(), token.get())
                            : AwsBasicCredentials.create(access.get(), secret.get())));
        }
        return inputs.text(PROFILE).filter(text -> !text.isEmpty()).map(ProfileCredentialsProvider::create);
    }

    private static TagRules tagRules(Properties inputs) {
        Properties ignored = decoded(inputs.value(IGNORE_TAGS)).asObject().orElse(Properties.EMPTY);
        return new TagRules(
                decoded(inputs.value(DEFAULT_TAGS))
                        .asObject()
                        .orElse(Properties.EMPTY)
                        .textMap("tags"),
                ignored.texts("keys"),
                ignored.texts("keyPrefixes"));
    }

    /** The accounts that the provider may work in; none means any. */
    static List<String> allowedAccounts(Properties inputs) {
        return texts(inputs, ALLOWED_ACCOUNTS);
    }

    /** The accounts that the provider may not work in. */
    static List<String> forbiddenAccounts(Properties inputs) {
        return texts(inputs, FORBIDDEN_ACCOUNTS);
    }

    private static List<String> texts(Properties inputs, String name) {
        return Properties.of(name, decoded(inputs.value(name))).texts(name);
    }

    /** SDKs send everything but texts as JSON in a text. */
    private static PropertyValue decoded(PropertyValue value) {
        if (value.plain() instanceof TextValue(String text)) {
            boolean isJson = text.startsWith("{")
                    || text.startsWith("[")
                    || text.equals("true")
                    || text.equals("false")
                    || text.equals("null")
                    || (!text.isEmpty() && text.chars().allMatch(Character::isDigit));
            return isJson ? JsonValues.parse(text).orElse(value) : value;
        }
        return value.plain();
    }
}
