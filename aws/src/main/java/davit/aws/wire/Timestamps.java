package davit.aws.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Points in time in the formats of AWS's protocols. */
public final class Timestamps {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP_DATE_IN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("EEE, dd MMM yyyy HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral(" GMT")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_IN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_OUT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 3, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Reads a point in time. */
    public static Instant parse(String text, Format format) {
        try {
            return switch (format) {
                case ISO_8601 -> Instant.from(ISO_IN.parse(text.trim()));
                case RFC_822 -> Instant.from(HTTP_DATE_IN.parse(text.trim()));
                case UNIX_TIMESTAMP -> ofSeconds(new BigDecimal(text.trim()));
                case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(new BigDecimal(text.trim()).longValueExact());
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            throw new MalformedRequestException("Invalid timestamp: " + text);
        }
    }

    /** A point in time from seconds since 1970. */
    public static Instant ofSeconds(BigDecimal seconds) {
        try {
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            long nanos = seconds.subtract(whole).movePointRight(9).longValue();
            return Instant.ofEpochSecond(whole.longValueExact(), nanos);
        } catch (DateTimeException | ArithmeticException _) {
            throw new MalformedRequestException("Invalid timestamp: " + seconds);
        }
    }

    /** Writes a point in time; fractions to the millisecond, where the format has any. */
    public static String text(Instant time, Format format) {
        return switch (format) {
            case ISO_8601 -> ISO_OUT.format(time);
            case RFC_822 -> HTTP_DATE.format(time);
            case UNIX_TIMESTAMP -> seconds(time).toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(time.toEpochMilli());
        };
    }

    /** Seconds since 1970, to the millisecond, without needless zeros. */
    public static BigDecimal seconds(Instant time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
