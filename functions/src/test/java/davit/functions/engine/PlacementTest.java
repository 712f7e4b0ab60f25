package davit.functions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import davit.functions.engine.Placement.Decision;
import davit.functions.model.FunctionId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final FunctionId FUNCTION = new FunctionId("000000000000", "us-east-1", "f");
    private static final EngineLimits LIMITS = new EngineLimits(10, 10, Duration.ofMinutes(10), Duration.ofMillis(25));

    private final Placement placement = new Placement(LIMITS);

    @Test
    void takesWhatIsToldLateOfAnInvocationNotForTheNext() {
        Lease first = ((Decision.Start) placement.place(FUNCTION, 1, 0)).lease();
        assertThat(placement.idle(first.environment(), 1)).isFalse();
        Lease second = ((Decision.Reuse) placement.place(FUNCTION, 1, 2)).lease();
        assertThat(second.environment()).isEqualTo(first.environment());

        placement.settling(first, 3, 4);

        assertThat(placement.busy()).isEqualTo(1);
        assertThat(placement.expire(5)).isEmpty();
        assertThat(placement.place(FUNCTION, 1, 5)).isInstanceOf(Decision.Start.class);
    }
}
