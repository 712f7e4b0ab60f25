package davit.functions.api;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.functions.model.CodeSigning;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.LambdaError;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AllowedPublishers;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfig;
import software.amazon.awssdk.services.lambda.model.CodeSigningPolicies;

/** What the operations on code signing configurations have in common. */
final class CodeSigningRules {
    private static final Pattern ARN = Pattern.compile(
            "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:"
                    + "code-signing-config:csc-[a-z0-9]{17}");
    private static final int MAX_ARN = 200;
    private static final int MAX_DESCRIPTION = 256;
    private static final int MAX_PUBLISHERS = 20;

    private CodeSigningRules() {}

    /** Reads the ARN of a configuration. */
    static Arn arn(@Nullable String arn) {
        new Constraints()
                .required("codeSigningConfigArn", arn)
                .pattern("codeSigningConfigArn", arn, ARN)
                .length("codeSigningConfigArn", arn, 0, MAX_ARN)
                .check();
        return Arn.parse(String.valueOf(arn));
    }

    /** The configuration that a request names, which must be there. */
    static CodeSigning existing(ControlPlane lambda, @Nullable String arn) {
        String named = arn(arn).toString();
        return lambda.stores()
                .codeSignings()
                .find(named)
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.because(
                        "The Lambda code signing configuration " + named + " can not be found."));
    }

    /** Checks the members of a request. */
    static void check(
            @Nullable String description,
            @Nullable AllowedPublishers publishers,
            @Nullable CodeSigningPolicies policies,
            boolean needsPublishers) {
        Constraints constraints = new Constraints().length("description", description, 0, MAX_DESCRIPTION);
        if (needsPublishers) {
            constraints.required("allowedPublishers", publishers);
        }
        if (publishers != null) {
            constraints.size(
                    "allowedPublishers.signingProfileVersionArns",
                    publishers.signingProfileVersionArns(),
                    1,
                    MAX_PUBLISHERS);
        }
        if (policies != null) {
            constraints.oneOf(
                    "codeSigningPolicies.untrustedArtifactOnDeployment",
                    policies.untrustedArtifactOnDeploymentAsString(),
                    List.of("Enforce", "Warn"));
        }
        constraints.check();
    }

    static String policy(@Nullable CodeSigningPolicies policies, String otherwise) {
        return policies == null
                ? otherwise
                : CreateFunction.or(policies.untrustedArtifactOnDeploymentAsString(), otherwise);
    }

    /** What is answered for a function of an image. */
    static ServiceException refusal(Function ignoredFunction) {
        return LambdaError.INVALID_PARAMETER_VALUE.because(
                "Code signing is not supported for functions created with container images.");
    }

    /** The configuration as the API shows it. */
    static CodeSigningConfig shown(CodeSigning config) {
        RequestContext context = RequestContext.current();
        return CodeSigningConfig.builder()
                .codeSigningConfigId(config.id())
                .codeSigningConfigArn(
                        config.arn(context.account(), context.region()).toString())
                .description(config.description())
                .allowedPublishers(AllowedPublishers.builder()
                        .signingProfileVersionArns(config.publishers())
                        .build())
                .codeSigningPolicies(CodeSigningPolicies.builder()
                        .untrustedArtifactOnDeployment(config.policy())
                        .build())
                .lastModified(Configurations.lastModified(config.lastModified()))
                .build();
    }
}
