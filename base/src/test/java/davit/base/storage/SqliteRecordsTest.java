package davit.base.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRecordsTest {
    private record Boat(String name, int seats) {}

    @TempDir
    Path folder;

    private SqliteRecords records;
    private Table<Boat> boats;

    @BeforeEach
    void open() {
        records = new SqliteRecords(folder.resolve("davit.db"));
        boats = records.table("boats", Boat.class);
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void keepsDocumentsWhenItIsOpenedAgain() {
        boats.put(Key.of("harbour", "a"), new Boat("a", 4));
        records.close();
        records = new SqliteRecords(folder.resolve("davit.db"));

        assertThat(records.table("boats", Boat.class).find(Key.of("harbour", "a")))
                .contains(new Boat("a", 4));
    }

    @Test
    void insertsOnlyWhereNothingIs() {
        assertThat(boats.insert(Key.of("a"), new Boat("first", 1))).isTrue();
        assertThat(boats.insert(Key.of("a"), new Boat("second", 1))).isFalse();
        assertThat(boats.find(Key.of("a")).orElseThrow().name()).isEqualTo("first");
    }

    @Test
    void findsWhatWasWrittenSinceItLastLooked() {
        assertThat(boats.find(Key.of("a"))).isEmpty();
        boats.put(Key.of("a"), new Boat("first", 1));
        assertThat(boats.find(Key.of("a"))).contains(new Boat("first", 1));
        boats.put(Key.of("a"), new Boat("second", 2));
        assertThat(boats.find(Key.of("a"))).contains(new Boat("second", 2));
        boats.delete(Key.of("a"));
        assertThat(boats.find(Key.of("a"))).isEmpty();
    }

    @Test
    void findsItsOwnWritesWithinATransactionAndNoneOfOneThatFailed() {
        boats.put(Key.of("a"), new Boat("first", 1));
        assertThat(boats.find(Key.of("a"))).contains(new Boat("first", 1));

        assertThatThrownBy(() -> records.atomically(() -> {
                    boats.put(Key.of("a"), new Boat("second", 2));
                    assertThat(boats.find(Key.of("a"))).contains(new Boat("second", 2));
                    throw new IllegalStateException("changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(boats.find(Key.of("a"))).contains(new Boat("first", 1));
    }

    @Test
    void ordersKeysByTheirUtf8Bytes() {
        // UTF-16 order would put the emoji (surrogates, U+D83D) before U+FF5E.
        for (String word : List.of("😀", "～", "b", "a/b", "a", "a b")) {
            boats.put(Key.of("x", word), new Boat(word, 1));
        }
        assertThat(words(KeyRange.under("x"))).containsExactly("a", "a b", "a/b", "b", "～", "😀");
    }

    @Test
    void scansByPrefixAndBehindAWord() {
        for (String word : List.of("a", "a/1", "a/2", "a/3", "b")) {
            boats.put(Key.of("x", word), new Boat(word, 1));
        }
        boats.put(Key.of("xy", "a/1"), new Boat("of another harbour", 1));

        assertThat(words(KeyRange.under("x").startingWith("a/"))).containsExactly("a/1", "a/2", "a/3");
        assertThat(words(KeyRange.under("x").startingWith("a/").after("a/1"))).containsExactly("a/2", "a/3");
        assertThat(words(KeyRange.under("x").after("a"))).containsExactly("a/1", "a/2", "a/3", "b");
        assertThat(words(KeyRange.ALL)).hasSize(6);
    }

    private List<String> words(KeyRange range) {
        return boats.scan(range, 100).stream().map(entry -> entry.key().last()).toList();
    }

    @Test
    void writesNothingIfTheWorkThrows() {
        assertThatThrownBy(() -> records.atomically(() -> {
                    boats.put(Key.of("a"), new Boat("a", 1));
                    throw new IllegalStateException("sunk");
                }))
                .hasMessage("sunk");
        assertThat(boats.find(Key.of("a"))).isEmpty();
    }

    @Test
    void readsItsOwnWritesInsideAndHidesThemOutside() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        Thread writer = Thread.ofVirtual()
                .start(() -> records.atomically(() -> {
                    boats.put(Key.of("a"), new Boat("a", 1));
                    assertThat(boats.find(Key.of("a"))).isPresent();
                    written.countDown();
                    awaitUninterruptibly(looked);
                }));
        written.await();
        assertThat(boats.find(Key.of("a"))).isEmpty();
        looked.countDown();
        writer.join();
        assertThat(boats.find(Key.of("a"))).isPresent();
    }

    @Test
    void countsRightFromManyThreads() throws InterruptedException {
        boats.put(Key.of("counter"), new Boat("counter", 0));
        AtomicInteger failures = new AtomicInteger();
        List<Thread> threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((_, _) -> failures.incrementAndGet())
                        .start(() -> {
                            for (int i = 0; i < 25; i++) {
                                records.atomically(() -> {
                                    Boat boat = boats.find(Key.of("counter")).orElseThrow();
                                    boats.put(Key.of("counter"), new Boat(boat.name(), boat.seats() + 1));
                                });
                            }
                        }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).hasValue(0);
        assertThat(boats.find(Key.of("counter")).orElseThrow().seats()).isEqualTo(200);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
