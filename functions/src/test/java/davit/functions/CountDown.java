package davit.functions;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A gate that a test opens once; whoever waits longer than half a minute fails. */
final class CountDown {
    private final CountDownLatch latch = new CountDownLatch(1);

    void countDown() {
        latch.countDown();
    }

    void await() {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
