package davit.base.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import davit.base.concurrent.ByteBudget.Room;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Room for bytes. */
class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100, Duration.ofMillis(1));

    @Test
    void givesNoMoreThanItHas() throws InterruptedException {
        Room first = budget.take(60).orElseThrow();
        assertThat(budget.take(41)).isEmpty();
        assertThat(budget.take(40)).isPresent();
        first.close();
        assertThat(budget.take(60)).isPresent();
    }

    @Test
    void whatIsGivenBackTwiceCountsOnce() throws InterruptedException {
        Room room = budget.take(60).orElseThrow();
        room.close();
        room.close();
        assertThat(budget.take(100)).isPresent();
        assertThat(budget.take(1)).isEmpty();
    }

    @Test
    void moreThanAllIsAll() throws InterruptedException {
        Room all = budget.take(1_000).orElseThrow();
        assertThat(budget.take(1)).isEmpty();
        all.close();
        assertThat(budget.take(100)).isPresent();
    }

    @Test
    void whoNeedsLittleIsNotHeldUpByWhoWaitsForMuch() throws InterruptedException {
        ByteBudget patient = new ByteBudget(100, Duration.ofMinutes(1));
        try (Room _ = patient.take(60).orElseThrow()) {
            Thread waiting = Thread.ofPlatform().start(() -> {
                try {
                    patient.take(100);
                } catch (InterruptedException _) {
                    // the end of the test
                }
            });
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThatCode(() -> patient.take(40).orElseThrow().close()).doesNotThrowAnyException();
            assertThat(waiting.isAlive()).isTrue();
            waiting.interrupt();
            waiting.join();
        }
    }
}
