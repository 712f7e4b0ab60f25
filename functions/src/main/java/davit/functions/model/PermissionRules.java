package davit.functions.model;

import davit.aws.arn.Arn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes statements of a function's policy from what {@code AddPermission} is given. */
public final class PermissionRules {
    private static final Pattern SERVICE = Pattern.compile(
            "[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?|[a-z0-9-]+\\.alexa-appkit\\.amazon\\.com|alexa-appkit\\.amazon\\.com");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern IAM_ARN = Pattern.compile("arn:aws[a-zA-Z-]*:(iam|sts)::(\\d{12}|cloudfront):.+");
    private static final int MAX_POLICY_BYTES = 20_480;

    private PermissionRules() {}

    /**
     * The conditions of a permission, each absent if it was not given.
     *
     * @param sourceArn the resource on whose behalf the principal may act; a pattern
     * @param sourceAccount the account of that resource
     * @param eventSourceToken a token that Alexa sends
     * @param organisation the organisation of the principal
     * @param urlAuthType the kind of a function URL
     * @param viaUrl whether only calls through a function URL are meant
     */
    public record Conditions(
            @Nullable String sourceArn,
            @Nullable String sourceAccount,
            @Nullable String eventSourceToken,
            @Nullable String organisation,
            @Nullable String urlAuthType,
            @Nullable Boolean viaUrl) {
        Map<String, Map<String, String>> byOperator() {
            Map<String, String> equal = new LinkedHashMap<>();
            putIfGiven(equal, "AWS:SourceAccount", sourceAccount);
            putIfGiven(equal, "lambda:EventSourceToken", eventSourceToken);
            putIfGiven(equal, "aws:PrincipalOrgID", organisation);
            putIfGiven(equal, "lambda:FunctionUrlAuthType", urlAuthType);
            Map<String, Map<String, String>> all = new LinkedHashMap<>();
            if (!equal.isEmpty()) {
                all.put("StringEquals", equal);
            }
            if (viaUrl != null) {
                all.put("Bool", Map.of("lambda:InvokedViaFunctionUrl", viaUrl.toString()));
            }
            if (sourceArn != null) {
                all.put("ArnLike", Map.of("AWS:SourceArn", sourceArn));
            }
            return all;
        }

        private static void putIfGiven(Map<String, String> map, String key, @Nullable String value) {
            if (value != null) {
                map.put(key, value);
            }
        }
    }

    /**
     * Makes a statement.
     *
     * @throws davit.aws.operation.ServiceException if {@code principal} is none
     */
    public static ResourcePolicy.Statement statement(
            String sid, String principal, String action, Arn function, Conditions conditions) {
        return new ResourcePolicy.Statement(
                sid, "Allow", principal(principal), action, function.toString(), conditions.byOperator());
    }

    private static Map<String, String> principal(String principal) {
        if (principal.equals(ResourcePolicy.Statement.EVERYBODY)) {
            return Map.of(ResourcePolicy.Statement.EVERYBODY, ResourcePolicy.Statement.EVERYBODY);
        }
        if (ACCOUNT.matcher(principal).matches()) {
            return Map.of("AWS", Arn.of("iam", "", principal, "root").toString());
        }
        if (IAM_ARN.matcher(principal).matches()) {
            return Map.of("AWS", principal);
        }
        if (SERVICE.matcher(principal).matches()) {
            return Map.of("Service", principal);
        }
        throw LambdaError.INVALID_PARAMETER_VALUE.because(
                "The provided principal was invalid. Please check the principal and try again.");
    }

    /**
     * Checks the size of a policy.
     *
     * @throws davit.aws.operation.ServiceException if it is larger than 20 KB
     */
    public static void checkSize(ResourcePolicy policy) {
        int size = policy.document().length();
        if (size > MAX_POLICY_BYTES) {
            throw LambdaError.POLICY_LENGTH_EXCEEDED.because(
                    "The final policy size (" + size + ") is bigger than the limit (" + MAX_POLICY_BYTES + ").");
        }
    }
}
