package davit.base.process;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a command prints when it failed. */
public final class FailureText {
    private FailureText() {}

    /** One line; the JDK names only the file where that is not there or may not be read. */
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case NoSuchFileException e -> "there is no " + e.getFile();
            case AccessDeniedException e -> e.getFile() + " may not be read or written";
            case FileSystemException e when e.getReason() == null -> e.getFile() + " cannot be used";
            default -> message == null ? failure.toString() : message;
        };
    }
}
