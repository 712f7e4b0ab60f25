package davit.deploy.aws.resource;

import davit.base.time.Time;
import davit.deploy.provider.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Asks again and again, less and less often, until there is an answer or the time is over.
 *
 * @param time the clock
 * @param limit how long to ask
 */
public record Waiting(Time time, Duration limit) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** A question. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asks once. */
        T ask() throws ProviderException, InterruptedException;
    }

    /** A question that may have no answer yet. */
    @FunctionalInterface
    public interface OpenQuestion<T> {
        /** Asks once. */
        Optional<T> ask() throws ProviderException, InterruptedException;
    }

    /** The first answer; empty if there is none in time. */
    public <T> Optional<T> until(OpenQuestion<T> question) throws ProviderException, InterruptedException {
        long start = time.nanos();
        Duration pause = FIRST_PAUSE;
        Optional<T> answer = question.ask();
        while (answer.isEmpty() && time.since(start).compareTo(limit) < 0) {
            time.pause(pause);
            pause = longer(pause);
            answer = question.ask();
        }
        return answer;
    }

    /** The first result of a call; a failure of AWS that passes is tried again, until the time is over. */
    public <T> T retrying(Predicate<SdkException> passes, Question<T> call)
            throws ProviderException, InterruptedException {
        long start = time.nanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return call.ask();
            } catch (SdkException e) {
                if (!passes.test(e) || time.since(start).compareTo(limit) >= 0) {
                    throw e;
                }
            }
            time.pause(pause);
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
