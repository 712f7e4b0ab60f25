package davit.deploy.aws.lambda;

import davit.deploy.value.Properties;
import java.util.Optional;

/**
 * A function, or a version or alias of it.
 *
 * @param function its name or ARN
 * @param qualifier the version or alias
 */
record FunctionKey(String function, Optional<String> qualifier) {
    private static final int ARN_PARTS = 7;

    /** The one that inputs name. */
    static FunctionKey of(Properties inputs, String property) {
        return new FunctionKey(
                inputs.text(property).orElseThrow(), inputs.text("qualifier").filter(text -> !text.isEmpty()));
    }

    /** The one that an id of the form {@code FUNCTION} or {@code FUNCTION} {@code separator} {@code QUALIFIER} names. */
    static FunctionKey parse(String id, char separator) {
        int at = id.lastIndexOf(separator);
        boolean isQualified = at >= 0 && !id.substring(at + 1).equals(lastOfArn(id));
        return isQualified
                ? new FunctionKey(id.substring(0, at), Optional.of(id.substring(at + 1)))
                : new FunctionKey(id, Optional.empty());
    }

    /** The name at the end of an unqualified ARN, whose colons separate something else. */
    private static String lastOfArn(String id) {
        String[] parts = id.split(":", -1);
        return id.startsWith("arn:") && parts.length == ARN_PARTS ? parts[ARN_PARTS - 1] : "";
    }

    /** The id of the two. */
    String id(char separator) {
        return qualifier.map(name -> function + separator + name).orElse(function);
    }
}
