package davit.services.s3.store;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.storage.SqliteRecords;
import davit.base.storage.Table;
import davit.services.s3.model.Attributes;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectChecksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Lists any keys as a slow reading of S3's rules does, page by page. */
class ListingTest {
    private static final StoredObject OBJECT = new StoredObject(
            "id",
            0,
            "tag",
            Instant.EPOCH,
            null,
            0,
            new Attributes("a/b", null, null, null, null, null, "STANDARD", null, Map.of()),
            ObjectChecksum.ofContent(ChecksumAlgorithm.CRC32, ""),
            Map.of());

    /** Characters whose orders in UTF-8, in UTF-16 and behind escapes differ; those that are keys' own; and delimiters. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "/", "//", "\0", "\1", "\2", "é", "\uFFEE", "\uD83C\uDFAC")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Set<String>> keys() {
        return texts().filter(key -> !key.isEmpty()).set().ofMaxSize(25);
    }

    @Provide
    Arbitrary<String> delimiters() {
        return Arbitraries.of("", "/", "//", "a", "\1", "é");
    }

    @Property(tries = 100)
    void everyPageIsWhatTheRulesSay(
            @ForAll("keys") Set<String> keys,
            @ForAll("texts") String prefix,
            @ForAll("delimiters") String delimiter,
            @ForAll("texts") String after,
            @ForAll @IntRange(min = 1, max = 6) int limit)
            throws IOException {
        String known = prefix.codePointCount(0, prefix.length()) > 2 ? "" : prefix; // long ones fit nothing
        Path folder = Files.createTempDirectory("listing");
        try (SqliteRecords records = new SqliteRecords(folder.resolve("davit.db"))) {
            Table<StoredObject> table = records.table("s3_objects", StoredObject.class);
            records.atomically(() -> {
                keys.forEach(key -> table.put(Keys.of(new ObjectAddress("bucket", key)), OBJECT));
                table.put(Keys.of(new ObjectAddress("bucket0", "a")), OBJECT); // which is not to be seen
            });
            Listing.Query query = new Listing.Query(known, delimiter, after, limit);
            assertThat(pages(table, query)).isEqualTo(reference(keys, query));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static List<String> pages(Table<StoredObject> table, Listing.Query query) {
        List<String> listed = new ArrayList<>();
        String position = query.after();
        while (true) {
            Listing.Page page = Listing.list(
                    table, "bucket", new Listing.Query(query.prefix(), query.delimiter(), position, query.limit()));
            List<String> names = names(page);
            assertThat(names).hasSizeLessThanOrEqualTo(query.limit());
            listed.addAll(names);
            if (page.next() == null) {
                return listed;
            }
            assertThat(names).hasSize(query.limit());
            position = page.next();
        }
    }

    private static List<String> names(Listing.Page page) {
        List<String> names = new ArrayList<>(page.commonPrefixes());
        page.objects().forEach(item -> names.add(item.key()));
        names.sort(ListingTest::compareUtf8);
        return names;
    }

    private static int compareUtf8(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> reference(Set<String> keys, Listing.Query query) {
        Set<String> names = new LinkedHashSet<>();
        for (String key : keys.stream().sorted(ListingTest::compareUtf8).toList()) {
            if (!key.startsWith(query.prefix()) || compareUtf8(key, query.after()) <= 0) {
                continue;
            }
            int found = query.delimiter().isEmpty()
                    ? -1
                    : key.indexOf(query.delimiter(), query.prefix().length());
            String name =
                    found < 0 ? key : key.substring(0, found + query.delimiter().length());
            if (found < 0 || !query.after().startsWith(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }
}
