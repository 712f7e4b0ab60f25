package davit.functions.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The managed runtimes: their words, and the images that they are. */
public final class RuntimeRules {
    /** Every runtime that functions can be made with, in Lambda's order. */
    public static final List<String> WORDS = List.of(
            "nodejs20.x",
            "python3.14",
            "provided.al2023",
            "python3.12",
            "python3.13",
            "nodejs24.x",
            "nodejs22.x",
            "java25",
            "python3.10",
            "python3.11",
            "java21",
            "ruby3.3",
            "ruby3.4",
            "ruby3.2",
            "python3.8",
            "python3.9",
            "java17",
            "nodejs16.x",
            "dotnet10",
            "dotnet8",
            "java11",
            "dotnet6",
            "nodejs18.x",
            "provided.al2",
            "java8.al2");

    private static final Set<String> RETIRED = Set.of(
            "dotnetcore1.0",
            "dotnetcore2.0",
            "dotnetcore2.1",
            "dotnetcore3.1",
            "go1.x",
            "java8",
            "nodejs",
            "nodejs4.3",
            "nodejs4.3-edge",
            "nodejs6.10",
            "nodejs8.10",
            "nodejs10.x",
            "nodejs12.x",
            "nodejs14.x",
            "provided",
            "python2.7",
            "python3.6",
            "python3.7",
            "ruby2.5",
            "ruby2.7");

    private static final Pattern PARTS = Pattern.compile("([a-z]+)(.*?)(\\.x)?");
    private static final String REGISTRY = "public.ecr.aws/lambda/";

    private RuntimeRules() {}

    /**
     * Checks that a function can be made with a runtime; absent is left to others.
     *
     * @throws davit.aws.operation.ServiceException if it cannot
     */
    public static void check(@Nullable String runtime) {
        if (runtime == null || WORDS.contains(runtime)) {
            return;
        }
        if (RETIRED.contains(runtime)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("The runtime parameter of " + runtime
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you"
                    + " use a supported runtime while creating or updating functions.");
        }
        throw LambdaError.INVALID_PARAMETER_VALUE.because(
                "Value " + runtime + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                        + WORDS + " or be a valid ARN");
    }

    /** The image of a runtime, {@code public.ecr.aws/lambda/python:3.13} of {@code python3.13}. */
    public static String image(String runtime) {
        Matcher parts = PARTS.matcher(runtime.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a runtime: " + runtime);
        }
        String tag = parts.group(2).startsWith(".") ? parts.group(2).substring(1) : parts.group(2);
        return REGISTRY + parts.group(1) + ":" + tag;
    }
}
