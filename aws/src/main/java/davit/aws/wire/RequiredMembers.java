package davit.aws.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The members that requests of a service must have: facts of AWS's models that the SDK's types do not carry, from the
 * resource {@code davit/aws/required/CLIENT.tsv}, which {@code scripts/required-members.py} writes.
 */
public final class RequiredMembers {
    private final Map<String, Set<String>> membersByStructure;

    private RequiredMembers(Map<String, Set<String>> membersByStructure) {
        this.membersByStructure = membersByStructure;
    }

    /** Those of a service; none where there is no resource. */
    public static RequiredMembers of(Class<?> client) {
        String resource = "/davit/aws/required/" + client.getSimpleName() + ".tsv";
        try (InputStream in = RequiredMembers.class.getResourceAsStream(resource)) {
            return in == null ? new RequiredMembers(Map.of()) : parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequiredMembers parse(byte[] table) {
        return new RequiredMembers(new String(table, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toUnmodifiableMap(
                        columns -> key(columns[0]), columns -> Set.of(columns[1].split(" ")))));
    }

    /** The SDK writes some abbreviations in another case than the model. */
    private static String key(String structure) {
        return structure.toLowerCase(Locale.ROOT);
    }

    /** The paths of the members that are missing, in the service's words: {@code tags.1.member.key}. */
    public List<String> missing(SdkPojo request) {
        List<String> paths = new ArrayList<>();
        if (!membersByStructure.isEmpty()) {
            collect(request, "", paths);
        }
        return paths;
    }

    private void collect(SdkPojo structure, String path, List<String> missing) {
        Set<String> required =
                membersByStructure.getOrDefault(key(structure.getClass().getSimpleName()), Set.of());
        for (SdkField<?> field : structure.sdkFields()) {
            Object value = Members.value(field, structure);
            String name = path + uncapitalised(field.memberName());
            if (value == null && required.contains(field.memberName())) {
                missing.add(name);
            }
            collectIn(value, name, missing);
        }
    }

    private void collectIn(@Nullable Object value, String path, List<String> missing) {
        switch (value) {
            case SdkPojo structure -> collect(structure, path + ".", missing);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collectIn(list.get(i), path + "." + (i + 1) + ".member", missing);
                }
            }
            case Map<?, ?> map -> map.forEach((key, entry) -> collectIn(entry, path + "." + key + ".member", missing));
            case null, default -> {} // a leaf
        }
    }

    private static String uncapitalised(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
