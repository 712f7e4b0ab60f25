package davit.functions.model;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as a request names it: by name, by a part of its ARN or by the whole, with or without a qualifier.
 *
 * @param id the function
 * @param qualifier {@code $LATEST}, a version or an alias, if one was given
 */
public record FunctionReference(FunctionId id, Optional<String> qualifier) {
    /** The qualifier of the unpublished version. */
    public static final String LATEST = "$LATEST";

    private static final int MAX_NAME = 64;
    private static final int MAX_REFERENCE = 140;
    private static final int MAX_QUALIFIED_REFERENCE = 170;
    private static final int MAX_QUALIFIER = 128;
    private static final String PLACE = "(arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?";
    private static final Pattern REFERENCE = Pattern.compile(PLACE + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
    private static final Pattern QUALIFIED_REFERENCE =
            Pattern.compile(PLACE + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");
    private static final Pattern QUALIFIER = Pattern.compile("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");
    private static final Pattern ALIAS = Pattern.compile("(?!^[0-9]+$)[a-zA-Z0-9-_]+");
    private static final int GROUP_REGION = 3;
    private static final int GROUP_ACCOUNT = 9;
    private static final int GROUP_NAME = 11;
    private static final int GROUP_QUALIFIER = 13;

    /**
     * Reads the name in a request that changes a function.
     *
     * @throws ServiceException if it is malformed or names another region
     */
    public static FunctionReference parse(@Nullable String name, @Nullable String qualifier) {
        return parse(name, qualifier, REFERENCE, MAX_REFERENCE);
    }

    /**
     * Reads the name in a request that only asks or invokes, where the API's model is a little wider.
     *
     * @throws ServiceException if it is malformed or names another region
     */
    public static FunctionReference parseForReading(@Nullable String name, @Nullable String qualifier) {
        return parse(name, qualifier, QUALIFIED_REFERENCE, MAX_QUALIFIED_REFERENCE);
    }

    private static FunctionReference parse(
            @Nullable String name, @Nullable String qualifier, Pattern pattern, int maxLength) {
        new Constraints()
                .required("functionName", name)
                .pattern("functionName", name, pattern)
                .length("functionName", name, 1, maxLength)
                .pattern("qualifier", qualifier, QUALIFIER)
                .length("qualifier", qualifier, 1, MAX_QUALIFIER)
                .check();
        Matcher parts = pattern.matcher(String.valueOf(name));
        if (!parts.matches()) {
            throw new IllegalStateException("matched before: " + name);
        }
        return new FunctionReference(identify(parts), qualifierOf(parts, qualifier));
    }

    private static FunctionId identify(Matcher parts) {
        RequestContext context = RequestContext.current();
        String region = withoutColon(parts.group(GROUP_REGION), context.region());
        if (!region.equals(context.region())) {
            throw LambdaError.RESOURCE_NOT_FOUND.because(
                    "Functions from '" + region + "' are not reachable in this region ('" + context.region() + "')");
        }
        String name = parts.group(GROUP_NAME);
        new Constraints().length("functionName", name, 1, MAX_NAME).check(LambdaError.INVALID_PARAMETER_VALUE);
        return new FunctionId(withoutColon(parts.group(GROUP_ACCOUNT), context.account()), region, name);
    }

    private static String withoutColon(@Nullable String part, String otherwise) {
        return part == null ? otherwise : part.substring(0, part.length() - 1);
    }

    private static Optional<String> qualifierOf(Matcher parts, @Nullable String given) {
        String inName = parts.group(GROUP_QUALIFIER);
        if (inName != null && given != null && !inName.equals(given)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return Optional.ofNullable(inName == null ? given : inName);
    }

    /** The ARN as it was named, with the qualifier if one was given. */
    public Arn arn() {
        return qualifier.map(id::arn).orElseGet(id::arn);
    }

    /** Whether it means the unpublished version: the only one that a function has without being published. */
    public boolean isLatest() {
        return qualifier.isEmpty() || qualifier.get().equals(LATEST);
    }

    /** The qualifier, {@code $LATEST} if none was given. */
    public String qualifierOrLatest() {
        return qualifier.orElse(LATEST);
    }

    /** Whether the qualifier is an alias by its form. */
    public boolean isAlias() {
        return qualifier.filter(word -> ALIAS.matcher(word).matches()).isPresent();
    }

    /** What is answered when it names nothing. */
    public ServiceException notFound() {
        return LambdaError.RESOURCE_NOT_FOUND.because("Function not found: " + arn());
    }
}
