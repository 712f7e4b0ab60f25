package davit.sandbox;

import java.io.IOException;

/** What a process of a {@link FakeSandbox} does: Java code in a thread of its own instead of a program. */
@FunctionalInterface
public interface FakeProgram {
    /**
     * Runs until the process ends by itself; interrupted when it is killed.
     *
     * <p>An {@link IOException} ends the process with status 1 and its message as a line of output.
     *
     * @param self the process that it is
     */
    SandboxExit run(FakeProcess self) throws IOException, InterruptedException;
}
