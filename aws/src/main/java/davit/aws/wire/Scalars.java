package davit.aws.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Values without parts as text: in paths, queries, headers, XML and forms. */
public final class Scalars {
    private Scalars() {}

    /**
     * Reads a value of the member's type.
     *
     * @param timestamps the format of points in time unless the model names one
     * @throws MalformedRequestException if the text is no such value
     */
    public static Object parse(SdkField<?> field, String text, Format timestamps) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> withoutNul(text);
            case INTEGER -> number(text, Integer::valueOf);
            case LONG -> number(text, Long::valueOf);
            case SHORT -> number(text, Short::valueOf);
            case BYTE -> number(text, Byte::valueOf);
            case FLOAT -> number(text, Scalars::parseFloat);
            case DOUBLE -> number(text, Scalars::parseDouble);
            case BIG_DECIMAL -> number(text, BigDecimal::new);
            case BOOLEAN -> truth(text);
            case INSTANT -> Timestamps.parse(text, Members.timestampFormat(field, timestamps));
            case SDK_BYTES -> Base64Text.decode(text.trim());
            case SDK_POJO, LIST, MAP, DOCUMENT, NULL ->
                throw new MalformedRequestException("Unexpected text for " + field.locationName());
        };
    }

    /** No name or value of AWS's has the character U+0000. */
    public static String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new MalformedRequestException("The request has the character U+0000");
        }
        return text;
    }

    private static <T> T number(String text, Function<String, T> parse) {
        try {
            return parse.apply(text.trim());
        } catch (NumberFormatException _) {
            throw new MalformedRequestException("Invalid number: " + text);
        }
    }

    private static Double parseDouble(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> new BigDecimal(text).doubleValue();
        };
    }

    private static Float parseFloat(String text) {
        return switch (text) {
            case "NaN" -> Float.NaN;
            case "Infinity" -> Float.POSITIVE_INFINITY;
            case "-Infinity" -> Float.NEGATIVE_INFINITY;
            default -> new BigDecimal(text).floatValue();
        };
    }

    private static Boolean truth(String text) {
        if (text.equals("true")) {
            return true;
        }
        if (text.equals("false")) {
            return false;
        }
        throw new MalformedRequestException("Invalid boolean: " + text);
    }

    /** Writes a value of the member's type. */
    public static String text(SdkField<?> field, Object value, Format timestamps) {
        return switch (value) {
            case Instant time -> Timestamps.text(time, Members.timestampFormat(field, timestamps));
            case SdkBytes bytes -> Base64Text.encode(bytes);
            case BigDecimal decimal -> decimal.toPlainString();
            case Double number -> wholeWithoutFraction(number.toString());
            case Float number -> wholeWithoutFraction(number.toString());
            default -> value.toString();
        };
    }

    private static String wholeWithoutFraction(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }
}
