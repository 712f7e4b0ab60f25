package davit.aws.wire.rest;

import davit.aws.shape.QueryString;
import davit.aws.wire.Base64Text;
import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.Members;
import davit.aws.wire.Scalars;
import davit.aws.wire.WireRequest;
import davit.base.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** The members of REST protocols that are outside of the body. */
public final class HttpBindings {
    private HttpBindings() {}

    /** Sets the members that come from path, query and headers. */
    public static void read(WireRequest request, SdkPojo input) {
        for (SdkField<?> field : input.sdkFields()) {
            switch (field.location()) {
                case PATH, GREEDY_PATH ->
                    Optional.ofNullable(request.labels().get(field.locationName()))
                            .ifPresent(text -> field.set(input, Scalars.parse(field, text, Format.ISO_8601)));
                case QUERY_PARAM -> readQuery(request, field, input);
                case HEADER -> readHeader(request.headers(), field, input);
                case PAYLOAD, STATUS_CODE -> {
                    // Read with the body; a request has no status.
                }
            }
        }
    }

    private static void readQuery(WireRequest request, SdkField<?> field, SdkPojo input) {
        if (isType(field, MarshallingKnownType.MAP)) {
            readWholeQuery(request.query(), field, input);
            return;
        }
        List<String> values = request.query().all(field.locationName());
        if (values.isEmpty()) {
            return;
        }
        if (isType(field, MarshallingKnownType.LIST)) {
            SdkField<?> member = Members.list(field).memberFieldInfo();
            field.set(
                    input,
                    values.stream()
                            .map(text -> Scalars.parse(member, text, Format.ISO_8601))
                            .toList());
        } else if (!values.getFirst().isEmpty() || isType(field, MarshallingKnownType.STRING)) {
            field.set(input, Scalars.parse(field, values.getFirst(), Format.ISO_8601));
        }
    }

    /** Every parameter, also those that other members take. */
    private static void readWholeQuery(QueryString query, SdkField<?> field, SdkPojo input) {
        boolean isOfLists = isType(Members.map(field).valueFieldInfo(), MarshallingKnownType.LIST);
        Map<String, Object> all = new LinkedHashMap<>();
        query.byName().forEach((name, values) -> all.put(name, isOfLists ? values : values.getFirst()));
        if (!all.isEmpty()) {
            field.set(input, all);
        }
    }

    private static void readHeader(HttpHeaders headers, SdkField<?> field, SdkPojo input) {
        if (isType(field, MarshallingKnownType.MAP)) {
            readPrefixed(headers, field, input);
            return;
        }
        List<String> values = headers.all(field.locationName());
        if (values.isEmpty()) {
            return;
        }
        if (isType(field, MarshallingKnownType.LIST)) {
            field.set(input, readList(values, Members.list(field).memberFieldInfo()));
            return;
        }
        String text = String.join(",", values);
        if (field.containsTrait(JsonValueTrait.class)) {
            field.set(input, Base64Text.decode(text).asUtf8String());
        } else if (!text.isEmpty() || isType(field, MarshallingKnownType.STRING)) {
            field.set(input, readScalar(field, text));
        }
    }

    private static Object readScalar(SdkField<?> field, String text) {
        try {
            return Scalars.parse(field, text, Format.RFC_822);
        } catch (MalformedRequestException e) {
            throw new MalformedRequestException(field.locationName() + ": " + e.text());
        }
    }

    private static List<Object> readList(List<String> values, SdkField<?> member) {
        boolean isDates = isType(member, MarshallingKnownType.INSTANT)
                && Members.timestampFormat(member, Format.RFC_822) == Format.RFC_822;
        return values.stream()
                .flatMap(value -> (isDates ? HeaderLists.splitDates(value) : HeaderLists.split(value)).stream())
                .map(text -> Scalars.parse(member, text, Format.RFC_822))
                .toList();
    }

    private static void readPrefixed(HttpHeaders headers, SdkField<?> field, SdkPojo input) {
        String prefix = field.locationName().toLowerCase(Locale.ROOT);
        Map<String, Object> found = new LinkedHashMap<>();
        headers.byName().forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), String.join(",", values));
            }
        });
        if (!found.isEmpty()) {
            field.set(input, found);
        }
    }

    /** Adds the members that go into headers. */
    public static void write(SdkPojo output, HttpHeaders.Builder headers) {
        for (SdkField<?> field : output.sdkFields()) {
            Object value = Members.value(field, output);
            if (value != null && field.location() == MarshallLocation.HEADER) {
                writeHeader(field, value, headers);
            }
        }
    }

    private static void writeHeader(SdkField<?> field, Object value, HttpHeaders.Builder headers) {
        String name = field.unmarshallLocationName();
        if (value instanceof Map<?, ?> map) {
            map.forEach((suffix, text) -> headers.set(name + suffix, text.toString()));
        } else if (value instanceof List<?> list) {
            if (!list.isEmpty()) {
                headers.set(name, joined(list, Members.list(field).memberFieldInfo()));
            }
        } else if (field.containsTrait(JsonValueTrait.class)) {
            headers.set(
                    name, Base64.getEncoder().encodeToString(value.toString().getBytes(StandardCharsets.UTF_8)));
        } else {
            headers.set(name, Scalars.text(field, value, Format.RFC_822));
        }
    }

    private static String joined(List<?> list, SdkField<?> member) {
        return list.stream()
                .map(item -> Scalars.text(member, item, Format.RFC_822))
                .map(isType(member, MarshallingKnownType.STRING) ? HeaderLists::quoteIfNeeded : text -> text)
                .collect(Collectors.joining(", "));
    }

    /** The status that a member of the response carries, or else {@code otherwise}. */
    public static int status(SdkPojo output, int otherwise) {
        List<Integer> statuses = new ArrayList<>();
        for (SdkField<?> field : output.sdkFields()) {
            if (field.location() == MarshallLocation.STATUS_CODE
                    && Members.value(field, output) instanceof Integer status) {
                statuses.add(status);
            }
        }
        return statuses.isEmpty() ? otherwise : statuses.getFirst();
    }

    private static boolean isType(SdkField<?> field, MarshallingKnownType type) {
        return field.marshallingType().getKnownType() == type;
    }
}
