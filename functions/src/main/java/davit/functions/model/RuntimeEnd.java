package davit.functions.model;

/** How the process of a runtime ended without being told to. */
public sealed interface RuntimeEnd {
    /** It exited with this status. */
    record Exited(int status) implements RuntimeEnd {}

    /** A signal killed it. */
    record Killed(int signal) implements RuntimeEnd {}

    /** It used more memory than the function has. */
    record OutOfMemory() implements RuntimeEnd {}

    /** It could not be started at all. */
    record NotStarted(String reason) implements RuntimeEnd {}

    /** The function has neither entry point nor command. */
    record NoEntryPoint() implements RuntimeEnd {}

    /** What Lambda calls it in answers. */
    default String errorType() {
        return switch (this) {
            case Exited _, Killed _, OutOfMemory _ -> "Runtime.ExitError";
            case NotStarted _, NoEntryPoint _ -> "Runtime.InvalidEntrypoint";
        };
    }

    /** What Lambda calls it in logs. */
    default String errorTypeInLogs() {
        return this instanceof OutOfMemory ? "Runtime.OutOfMemory" : errorType();
    }

    /** Lambda's sentence for it. */
    default String message() {
        return switch (this) {
            case Exited(int status) when status == 0 -> "Runtime exited without providing a reason";
            case Exited(int status) -> "Runtime exited with error: exit status " + status;
            case Killed(int signal) -> "Runtime exited with error: signal: " + signalName(signal);
            case OutOfMemory _ -> "Runtime exited with error: signal: killed";
            case NotStarted(String reason) -> reason;
            case NoEntryPoint _ -> "entrypoint and command are both empty";
        };
    }

    private static String signalName(int signal) {
        return switch (signal) {
            case 1 -> "hangup";
            case 2 -> "interrupt";
            case 3 -> "quit";
            case 4 -> "illegal instruction";
            case 5 -> "trace/breakpoint trap";
            case 6 -> "aborted";
            case 7 -> "bus error";
            case 8 -> "floating point exception";
            case 9 -> "killed";
            case 11 -> "segmentation fault";
            case 13 -> "broken pipe";
            case 14 -> "alarm clock";
            case 15 -> "terminated";
            default -> "signal " + signal;
        };
    }
}
