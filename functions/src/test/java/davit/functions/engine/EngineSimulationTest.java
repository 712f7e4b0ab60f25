package davit.functions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The engine's decisions through thousands of virtual minutes: where invocations go, limits, retries, updates, crashes of
 * runtimes and of the server, slow images. A failure's name is its seed; {@link Simulation} checks after every event
 * what must always hold.
 */
class EngineSimulationTest {
    private static final Duration LENGTH = Duration.ofMinutes(60);
    private static final int SEEDS = 60;

    @TestFactory
    Stream<DynamicTest> keepsItsPromises() {
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Simulation(seed).run(LENGTH)));
    }

    @Test
    void isTheSameEachTime() {
        Simulation one = new Simulation(7);
        Simulation other = new Simulation(7);
        one.run(LENGTH);
        other.run(LENGTH);
        assertThat(one.trace()).isNotEmpty().isEqualTo(other.trace());
    }

    /** Else the promises above would hold of nothing. */
    @Test
    void meetsEverythingThatCanHappen() {
        Simulation simulation = new Simulation(7);
        simulation.run(LENGTH.multipliedBy(10));
        assertThat(simulation.met())
                .contains(
                        "Returned",
                        "HandlerFailed",
                        "ResponseTooLarge",
                        "TimedOut",
                        "RuntimeExited",
                        "InitFailed",
                        "Throttled RESERVED",
                        "Throttled ACCOUNT",
                        "lost with the server",
                        "reuse",
                        "start",
                        "wait",
                        "evict",
                        "thaw",
                        "ended before its event",
                        "never settled",
                        "retired",
                        "Delivered",
                        "Again",
                        "RetriesExhausted",
                        "EventAgeExceeded");
    }
}
