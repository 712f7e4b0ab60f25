package davit.functions.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function's log looks like and where it goes ({@code LoggingConfig}).
 *
 * @param group where its logs go; absent for {@code /aws/lambda/NAME}
 * @param format {@code Text} or {@code JSON}
 * @param applicationLevel the least of {@link #APPLICATION_LEVELS} that the runtime writes; only with JSON
 * @param systemLevel the least of {@link #SYSTEM_LEVELS} that the platform writes; only with JSON
 */
public record LogSettings(
        @Nullable String group,
        String format,
        @Nullable String applicationLevel,
        @Nullable String systemLevel) {
    /** Lines of text in the function's own group. */
    public static final LogSettings DEFAULT = new LogSettings(null, "Text", null, null);

    /** Lambda's words, in Lambda's order. */
    public static final List<String> FORMATS = List.of("JSON", "Text");

    /** Levels of what functions write, the least first. */
    public static final List<String> APPLICATION_LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    /** Levels of what the platform writes, the least first. */
    public static final List<String> SYSTEM_LEVELS = List.of("DEBUG", "INFO", "WARN");

    private static final String JSON = "JSON";
    private static final String DEFAULT_LEVEL = "INFO";

    /**
     * With what a request names; what it does not name stays, but levels go with the format.
     *
     * @throws davit.aws.operation.ServiceException if levels are given for text
     */
    public LogSettings with(LogSettings.Given given) {
        String newFormat = given.format() == null ? format : given.format();
        if (!newFormat.equals(JSON)) {
            if (given.applicationLevel() != null || given.systemLevel() != null) {
                throw LambdaError.INVALID_PARAMETER_VALUE.because(
                        "ApplicationLogLevel and SystemLogLevel can be set with the LogFormat JSON only.");
            }
            return new LogSettings(given.group() == null ? group : given.group(), newFormat, null, null);
        }
        return new LogSettings(
                given.group() == null ? group : given.group(),
                newFormat,
                first(given.applicationLevel(), applicationLevel),
                first(given.systemLevel(), systemLevel));
    }

    private static String first(@Nullable String given, @Nullable String before) {
        if (given != null) {
            return given;
        }
        return before == null ? DEFAULT_LEVEL : before;
    }

    /** Whether lines are JSON. */
    public boolean isJson() {
        return format.equals(JSON);
    }

    /** Where the logs of the function of this name go. */
    public String groupOf(String functionName) {
        return group == null || group.isEmpty() ? "/aws/lambda/" + functionName : group;
    }

    /**
     * What a request names, each absent if it does not.
     *
     * @param group a log group
     * @param format a word
     * @param applicationLevel a level
     * @param systemLevel a level
     */
    public record Given(
            @Nullable String group,
            @Nullable String format,
            @Nullable String applicationLevel,
            @Nullable String systemLevel) {
        /** Nothing named. */
        public static final Given NOTHING = new Given(null, null, null, null);
    }
}
