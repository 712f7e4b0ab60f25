package davit.services.iam.model;

import davit.services.iam.model.PolicyDocument.Condition;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The condition operators of policies.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     the operators</a>
 */
final class ConditionOperators {
    /** Compares a key's value (first) with one of the policy's (second). */
    private static final Map<String, BiPredicate<String, String>> TESTS = Map.ofEntries(
            Map.entry("StringEquals", String::equals),
            Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
            Map.entry("StringLike", (value, pattern) -> Glob.matches(pattern, value)),
            Map.entry("ArnEquals", ConditionOperators::arnMatches),
            Map.entry("ArnLike", ConditionOperators::arnMatches),
            Map.entry("Bool", String::equalsIgnoreCase),
            Map.entry("BinaryEquals", String::equals),
            Map.entry("NumericEquals", (value, limit) -> number(value).compareTo(number(limit)) == 0),
            Map.entry("NumericLessThan", (value, limit) -> number(value).compareTo(number(limit)) < 0),
            Map.entry("NumericLessThanEquals", (value, limit) -> number(value).compareTo(number(limit)) <= 0),
            Map.entry("NumericGreaterThan", (value, limit) -> number(value).compareTo(number(limit)) > 0),
            Map.entry(
                    "NumericGreaterThanEquals", (value, limit) -> number(value).compareTo(number(limit)) >= 0),
            Map.entry("DateEquals", (value, limit) -> time(value).equals(time(limit))),
            Map.entry("DateLessThan", (value, limit) -> time(value).isBefore(time(limit))),
            Map.entry("DateLessThanEquals", (value, limit) -> !time(value).isAfter(time(limit))),
            Map.entry("DateGreaterThan", (value, limit) -> time(value).isAfter(time(limit))),
            Map.entry("DateGreaterThanEquals", (value, limit) -> !time(value).isBefore(time(limit))),
            Map.entry("IpAddress", ConditionOperators::isInNetwork));

    /** Operators that hold when the named one does not. */
    private static final Map<String, String> NEGATIONS = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike",
            "NumericNotEquals", "NumericEquals",
            "DateNotEquals", "DateEquals",
            "NotIpAddress", "IpAddress");

    private ConditionOperators() {}

    static boolean isKnown(String operator) {
        String bare = bare(operator);
        return bare.equals("Null") || TESTS.containsKey(bare) || NEGATIONS.containsKey(bare);
    }

    private static String bare(String operator) {
        String withoutSet = operator.substring(operator.indexOf(':') + 1);
        return withoutSet.endsWith("IfExists")
                ? withoutSet.substring(0, withoutSet.length() - "IfExists".length())
                : withoutSet;
    }

    /** Whether a condition holds, given the value of its key in the request. */
    @SuppressWarnings("checkstyle:IllegalType") // whether the key is there is what several operators are about
    static boolean holds(Condition condition, Optional<String> actual) {
        String operator = bare(condition.operator());
        if (operator.equals("Null")) {
            return condition.values().stream().anyMatch(value -> Boolean.parseBoolean(value) == actual.isEmpty());
        }
        boolean isNegated = NEGATIONS.containsKey(operator);
        if (actual.isEmpty()) {
            boolean holdsForNone = condition.operator().startsWith("ForAllValues:");
            return isNegated || holdsForNone || condition.operator().endsWith("IfExists");
        }
        BiPredicate<String, String> test = TESTS.get(NEGATIONS.getOrDefault(operator, operator));
        boolean anyFits = condition.values().stream().anyMatch(value -> fits(test, actual.get(), value));
        return isNegated != anyFits;
    }

    private static boolean fits(@Nullable BiPredicate<String, String> test, String actual, String value) {
        try {
            return test != null && test.test(actual, value);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false; // a value of another kind fits nothing, as in IAM
        }
    }

    /** Each of the six parts by itself, so that a wildcard does not reach over a colon. */
    private static boolean arnMatches(String value, String pattern) {
        String[] values = value.split(":", 6);
        String[] patterns = pattern.split(":", 6);
        if (values.length != patterns.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (!Glob.matches(patterns[i], values[i])) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Instant time(String text) {
        return text.matches("\\d+")
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : OffsetDateTime.parse(text).toInstant();
    }

    private static boolean isInNetwork(String address, String network) {
        List<String> parts = List.of(network.split("/", 2));
        byte[] actual = InetAddress.ofLiteral(address).getAddress();
        byte[] base = InetAddress.ofLiteral(parts.getFirst()).getAddress();
        if (actual.length != base.length) {
            return false;
        }
        int bits = parts.size() == 2 ? Integer.parseInt(parts.get(1)) : base.length * 8;
        int whole = bits / 8;
        int rest = bits % 8;
        int mask = 0xFF << (8 - rest) & 0xFF;
        return Arrays.equals(actual, 0, whole, base, 0, whole)
                && (rest == 0 || (actual[whole] & mask) == (base[whole] & mask));
    }

    /** Condition keys are told apart without regard to case. */
    static String normalised(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
