package davit.functions.engine;

import java.time.Duration;

/**
 * The limits of the engine.
 *
 * @param concurrency how many invocations run at once, all functions together
 * @param environments how many environments live at once; to start one more, the one idle longest is ended
 * @param maxIdle an environment that was idle so long is ended
 * @param settleGrace how long an invocation waits for an environment whose runtime has answered and is about to ask
 *     for the next event, before another is started
 */
public record EngineLimits(int concurrency, int environments, Duration maxIdle, Duration settleGrace) {
    /** How long an environment that is kept ready may be idle; then another takes its place. */
    static final Duration PROVISIONED_IDLE = Duration.ofHours(6);
}
