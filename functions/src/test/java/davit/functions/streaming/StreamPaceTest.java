package davit.functions.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How fast answers stream. */
class StreamPaceTest {
    private static final int MB = 1024 * 1024;

    @Test
    void letsSixMegabytesPassAndThenTwoASecond() {
        StreamPace pace = new StreamPace();
        long begin = 1_000;
        assertThat(pace.count(6 * MB, begin)).isZero();
        assertThat(pace.count(MB, begin)).isEqualTo(Duration.ofMillis(500));
        long later = begin + Duration.ofMillis(500).toNanos();
        assertThat(pace.count(2 * MB, later)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.count(MB, later + Duration.ofSeconds(10).toNanos())).isZero();
    }
}
