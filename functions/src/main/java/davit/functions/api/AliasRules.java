package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.functions.model.Alias;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/** What the operations on aliases have in common. */
final class AliasRules {
    private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]+)");
    private static final Pattern VERSION = Pattern.compile("(\\$LATEST|[0-9]+)");
    private static final int MAX_NAME = 128;
    private static final int MAX_VERSION = 1024;
    private static final int MAX_DESCRIPTION = 256;

    private AliasRules() {}

    /** Adds what the name of an alias violates. */
    static Constraints name(@Nullable String name) {
        return new Constraints()
                .required("name", name)
                .pattern("name", name, NAME)
                .length("name", name, 1, MAX_NAME);
    }

    /** Adds what the other members violate; each may be absent. */
    static void constrain(
            Constraints constraints,
            @Nullable String version,
            @Nullable String description,
            @Nullable AliasRoutingConfiguration routing) {
        version(constraints, version)
                .length("description", description, 0, MAX_DESCRIPTION)
                .weights("routingConfig.additionalVersionWeights", weights(routing))
                .check();
    }

    static Constraints version(Constraints constraints, @Nullable String version) {
        return constraints
                .pattern("functionVersion", version, VERSION)
                .length("functionVersion", version, 1, MAX_VERSION);
    }

    /** The weights of a request; null if it has none. */
    static @Nullable Map<String, Double> weights(@Nullable AliasRoutingConfiguration routing) {
        return routing == null ? null : or(routing.additionalVersionWeights(), Map.of());
    }

    /** Checks that what an alias would point to is there, and can be pointed to together. */
    static Alias checked(ControlPlane lambda, Alias alias) {
        if (alias.weights().size() > 1) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        FunctionId id = alias.function();
        if (alias.weights().containsKey(alias.version())) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Invalid function version " + alias.version()
                    + ". Function version " + alias.version() + " is already included in routing configuration.");
        }
        if (!alias.weights().isEmpty() && alias.version().equals(FunctionReference.LATEST)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "$LATEST is not supported for an alias pointing to more than 1 version");
        }
        checkExists(lambda, id, alias.version());
        alias.weights().keySet().forEach(number -> checkExists(lambda, id, number));
        return alias;
    }

    private static void checkExists(ControlPlane lambda, FunctionId id, String number) {
        if (lambda.qualifiers().version(id, number).isEmpty()) {
            throw LambdaError.RESOURCE_NOT_FOUND.because("Function not found: " + id.arn(number));
        }
    }

    /** The alias as the API shows it. */
    static AliasConfiguration shown(Alias alias) {
        AliasConfiguration.Builder shown = AliasConfiguration.builder()
                .aliasArn(alias.arn().toString())
                .name(alias.name())
                .functionVersion(alias.version())
                .description(alias.description())
                .revisionId(alias.revisionId());
        if (!alias.weights().isEmpty()) {
            shown.routingConfig(AliasRoutingConfiguration.builder()
                    .additionalVersionWeights(alias.weights())
                    .build());
        }
        return shown.build();
    }
}
