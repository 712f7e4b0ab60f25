package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose turn it is among the ranges of ids, with which go the addresses of sandboxes. */
class UserIdsTest {
    private static final int RANGES = 4_000;

    @Test
    void theOneGivenBackLastIsTakenLast() throws SandboxException {
        UserIds ids = new UserIds(1 << 20);
        int given = ids.take();
        ids.giveBack(given);
        List<Integer> others = new ArrayList<>();
        for (int i = 1; i < RANGES; i++) {
            others.add(ids.take());
        }
        assertThat(others).doesNotContain(given).doesNotHaveDuplicates();
        assertThat(ids.take()).isEqualTo(given);
    }
}
