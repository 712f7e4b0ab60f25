package davit.deploy.event;

import davit.deploy.value.Urn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that happened. */
public sealed interface DeploymentEvent {
    /** How much a diagnostic matters. */
    enum Severity {
        /** For who looks for a mistake. */
        DEBUG,
        /** For information. */
        INFO,
        /** Something may be wrong. */
        WARNING,
        /** Something is wrong; the run fails. */
        ERROR
    }

    /**
     * A step began; in a preview none does.
     *
     * @param urn the resource
     * @param operation what is done to it
     */
    record StepBegan(Urn urn, Operation operation) implements DeploymentEvent {}

    /**
     * A step ended well; in a preview, it would be done.
     *
     * @param urn the resource
     * @param operation what was done to it
     * @param changed the inputs or, for a refresh, properties that differed
     * @param took how long it took
     */
    record StepEnded(Urn urn, Operation operation, List<String> changed, Duration took) implements DeploymentEvent {
        /** Keeps a copy. */
        public StepEnded {
            changed = List.copyOf(changed);
        }
    }

    /**
     * A step failed.
     *
     * @param urn the resource
     * @param operation what was tried
     * @param message the cloud's own words
     */
    record StepFailed(Urn urn, Operation operation, String message) implements DeploymentEvent {}

    /**
     * A step was not tried.
     *
     * @param urn the resource
     * @param reason why, as {@code "role" failed}
     */
    record StepSkipped(Urn urn, String reason) implements DeploymentEvent {}

    /**
     * A step goes on.
     *
     * @param urn the resource
     * @param line what its provider says
     */
    record StepProgress(Urn urn, String line) implements DeploymentEvent {}

    /**
     * The program or the engine has something to say.
     *
     * @param severity how much it matters
     * @param urn the resource that it is about; empty if it is about none
     * @param message what
     */
    record Diagnostic(Severity severity, Optional<Urn> urn, String message) implements DeploymentEvent {}

    /**
     * Packages are installed, or something else is made ready before the program runs.
     *
     * @param line what
     */
    record Preparing(String line) implements DeploymentEvent {}

    /**
     * The program wrote a line.
     *
     * @param line the line
     * @param isError whether to standard error
     */
    record ProgramWrote(String line, boolean isError) implements DeploymentEvent {}
}
