package davit.functions.api;

import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionUrl;
import davit.functions.model.LambdaError;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructList;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;

/** What the operations on addresses of functions have in common. */
final class UrlConfigs {
    private static final Pattern QUALIFIER = Pattern.compile("((?!^\\d+$)^[0-9a-zA-Z-_]+$)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MAX_QUALIFIER = 128;
    private static final int MAX_AGE_SECONDS = 86_400;
    private static final int MAX_LIST = 100;
    private static final int MAX_METHODS = 6;

    private UrlConfigs() {}

    /**
     * Reads what a request names: a function or an alias of it.
     *
     * @throws ServiceException if it is malformed, or a version
     */
    static FunctionReference reference(@Nullable String name, @Nullable String qualifier) {
        checkQualifier(qualifier);
        FunctionReference reference = FunctionReference.parse(name, qualifier);
        checkQualifier(reference.qualifier().orElse(null));
        return reference;
    }

    private static void checkQualifier(@Nullable String qualifier) {
        new Constraints()
                .pattern("qualifier", qualifier, QUALIFIER)
                .length("qualifier", qualifier, 1, MAX_QUALIFIER)
                .check();
    }

    /** Checks the values of a request; each may be absent. */
    static void check(@Nullable String authType, @Nullable String invokeMode, @Nullable Cors cors) {
        Constraints constraints = new Constraints()
                .oneOf("authType", authType, List.of(FunctionUrl.NONE, FunctionUrl.AWS_IAM))
                .oneOf("invokeMode", invokeMode, List.of(FunctionUrl.RESPONSE_STREAM, FunctionUrl.BUFFERED));
        if (cors != null) {
            constraints
                    .range("cors.maxAge", cors.maxAge(), 0, MAX_AGE_SECONDS)
                    .size("cors.allowHeaders", cors.allowHeaders(), 0, MAX_LIST)
                    .size("cors.allowMethods", cors.allowMethods(), 0, MAX_METHODS)
                    .size("cors.allowOrigins", cors.allowOrigins(), 0, MAX_LIST)
                    .size("cors.exposeHeaders", cors.exposeHeaders(), 0, MAX_LIST);
        }
        constraints.check();
    }

    /**
     * Checks that what a request names is there.
     *
     * @throws ServiceException if it is not
     */
    static void checkExists(ControlPlane lambda, FunctionReference reference) {
        boolean exists = reference.qualifier().isEmpty()
                ? lambda.functions().find(reference.id()).isPresent()
                : lambda.functions().find(reference.id()).isPresent()
                        && lambda.aliases()
                                .find(reference.id(), reference.qualifierOrLatest())
                                .isPresent();
        if (!exists) {
            throw functionMissing();
        }
    }

    static ServiceException functionMissing() {
        return LambdaError.RESOURCE_NOT_FOUND.because("Function does not exist");
    }

    static ServiceException missing() {
        return LambdaError.RESOURCE_NOT_FOUND.because("The resource you requested does not exist.");
    }

    /** What browsers are told, as it is kept; absent if nothing is. */
    static FunctionUrl.@Nullable Cors kept(@Nullable Cors cors) {
        return cors == null || cors.equals(Cors.builder().build())
                ? null
                : new FunctionUrl.Cors(
                        cors.allowCredentials(),
                        given(cors.allowHeaders()),
                        given(cors.allowMethods()),
                        given(cors.allowOrigins()),
                        given(cors.exposeHeaders()),
                        cors.maxAge());
    }

    private static @Nullable List<String> given(@Nullable List<String> list) {
        return list == null || list instanceof DefaultSdkAutoConstructList<?> ? null : list;
    }

    /** The address as the API shows it. */
    static FunctionUrlConfig shown(FunctionId id, String qualifier, FunctionUrl url) {
        FunctionUrlConfig.Builder shown = FunctionUrlConfig.builder()
                .functionUrl(address(url, id.region()))
                .functionArn((qualifier.equals(FunctionReference.LATEST) ? id.arn() : id.arn(qualifier)).toString())
                .authType(url.authType())
                .invokeMode(url.invokeMode())
                .creationTime(time(url.created()))
                .lastModifiedTime(time(url.modified()));
        FunctionUrl.Cors cors = url.cors();
        if (cors != null) {
            shown.cors(Cors.builder()
                    .allowCredentials(cors.allowCredentials())
                    .allowHeaders(cors.allowHeaders())
                    .allowMethods(cors.allowMethods())
                    .allowOrigins(cors.allowOrigins())
                    .exposeHeaders(cors.exposeHeaders())
                    .maxAge(cors.maxAge())
                    .build());
        }
        return shown.build();
    }

    /** Every name below {@code localhost} leads to the own machine; the port is that by which the client asks. */
    private static String address(FunctionUrl url, String region) {
        URI endpoint = RequestContext.current().endpoint();
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return "http://" + url.id() + ".lambda-url." + region + ".localhost" + port + "/";
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
