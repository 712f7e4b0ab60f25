package davit.deploy.aws.schema;

import davit.deploy.aws.schema.Field.Trait;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ArchiveValue;
import davit.deploy.value.PropertyValue.AssetValue;
import davit.deploy.value.PropertyValue.BooleanValue;
import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.NumberValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import davit.deploy.value.PropertyValue.ReferenceValue;
import davit.deploy.value.PropertyValue.TextValue;
import davit.deploy.value.ValueTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a program gave for fields: converts what means the same, and collects what is wrong. */
final class Reading {
    private final List<Checked.Failure> failures;

    Reading(List<Checked.Failure> failures) {
        this.failures = failures;
    }

    /** The members that are not null, converted. */
    Properties members(String path, List<Field> fields, Properties given) {
        Map<String, PropertyValue> members = new LinkedHashMap<>();
        given.values().forEach((name, value) -> {
            if (name.equals(CheckRequest.DEFAULTS)) {
                members.put(name, value);
            } else if (!value.isNull()) {
                member(path, fields, name, value).ifPresent(read -> members.put(name, read));
            }
        });
        for (Field field : fields) {
            boolean isMissing = !members.containsKey(field.name())
                    && given.value(field.name()).isNull();
            if (field.is(Trait.REQUIRED) && isMissing) {
                failures.add(new Checked.Failure(path + field.name(), "is required"));
            }
        }
        return new Properties(members);
    }

    private Optional<PropertyValue> member(String path, List<Field> fields, String name, PropertyValue value) {
        Optional<Field> known =
                fields.stream().filter(field -> field.name().equals(name)).findFirst();
        if (known.isEmpty()) {
            failures.add(new Checked.Failure(path + name, "is no property of this type"));
            return Optional.empty();
        }
        if (known.get().is(Trait.UNSUPPORTED)) {
            failures.add(new Checked.Failure(path + name, "is not supported by Davit"));
            return Optional.empty();
        }
        return Optional.of(value(path + name, known.get(), value));
    }

    private PropertyValue value(String path, Field field, PropertyValue value) {
        if (value.isUnknown()) {
            return PropertyValue.unknown();
        }
        Optional<PropertyValue> read = switch (field.kind()) {
            case TEXT -> text(value);
            case NUMBER -> number(value);
            case BOOL -> bool(value);
            case TEXTS, TEXT_SET -> texts(value);
            case MAP -> map(value);
            case JSON -> json(path, value);
            case BLOCK -> block(path, field, value);
            case BLOCKS -> blocks(path, field, value);
            case ASSET ->
                value instanceof AssetValue || value instanceof ArchiveValue ? Optional.of(value) : Optional.empty();
        };
        if (read.isEmpty()) {
            failures.add(new Checked.Failure(path, "must be " + expected(field.kind())));
        }
        return read.orElse(value);
    }

    private static String expected(Kind kind) {
        return switch (kind) {
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case BOOL -> "true or false";
            case TEXTS, TEXT_SET -> "a list of texts";
            case MAP -> "a map of texts";
            case JSON -> "a JSON document";
            case BLOCK -> "an object";
            case BLOCKS -> "a list of objects";
            case ASSET -> "an asset or archive";
        };
    }

    private static Optional<PropertyValue> text(PropertyValue value) {
        return switch (value) {
            case TextValue _ -> Optional.of(value);
            case ReferenceValue(var _, PropertyValue id, var _) -> Optional.of(id);
            case NumberValue _, BooleanValue _ -> Optional.of(PropertyValue.of(JsonValues.text(value)));
            default -> Optional.empty();
        };
    }

    private static Optional<PropertyValue> number(PropertyValue value) {
        if (value instanceof TextValue(String text)) {
            try {
                return Optional.of(PropertyValue.of(Double.parseDouble(text)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return value instanceof NumberValue ? Optional.of(value) : Optional.empty();
    }

    private static Optional<PropertyValue> bool(PropertyValue value) {
        if (value instanceof TextValue(String text)) {
            return text.equals("true") || text.equals("false")
                    ? Optional.of(PropertyValue.of(text.equals("true")))
                    : Optional.empty();
        }
        return value instanceof BooleanValue ? Optional.of(value) : Optional.empty();
    }

    private static Optional<PropertyValue> texts(PropertyValue value) {
        if (!(value instanceof ListValue(var items))) {
            return Optional.empty();
        }
        List<PropertyValue> texts = new ArrayList<>();
        for (PropertyValue item : items) {
            if (!item.isNull()) {
                Optional<PropertyValue> read = item.isUnknown() ? Optional.of(item) : text(item);
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                texts.add(read.get());
            }
        }
        return Optional.of(PropertyValue.of(texts));
    }

    private static Optional<PropertyValue> map(PropertyValue value) {
        if (!(value instanceof ObjectValue(Properties members))) {
            return Optional.empty();
        }
        Map<String, PropertyValue> texts = new LinkedHashMap<>();
        for (Map.Entry<String, PropertyValue> member : members.values().entrySet()) {
            if (!member.getValue().isNull()) {
                Optional<PropertyValue> read =
                        member.getValue().isUnknown() ? Optional.of(member.getValue()) : text(member.getValue());
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                texts.put(member.getKey(), read.get());
            }
        }
        return Optional.of(PropertyValue.of(new Properties(texts)));
    }

    private Optional<PropertyValue> json(String path, PropertyValue value) {
        if (value instanceof ObjectValue || value instanceof ListValue) {
            return Optional.of(
                    ValueTree.hasUnknown(value) ? PropertyValue.unknown() : PropertyValue.of(JsonValues.text(value)));
        }
        if (value instanceof TextValue(String text) && JsonValues.parse(text).isEmpty()) {
            failures.add(new Checked.Failure(path, "contains an invalid JSON document"));
        }
        return value instanceof TextValue ? Optional.of(value) : Optional.empty();
    }

    private Optional<PropertyValue> block(String path, Field field, PropertyValue value) {
        return value instanceof ObjectValue(Properties members)
                ? Optional.of(PropertyValue.of(members(path + ".", field.fields(), members)))
                : Optional.empty();
    }

    private Optional<PropertyValue> blocks(String path, Field field, PropertyValue value) {
        if (!(value instanceof ListValue(var items))) {
            return Optional.empty();
        }
        List<PropertyValue> blocks = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            PropertyValue item = items.get(i);
            blocks.add(
                    item.isUnknown()
                            ? item
                            : block(path + "[" + i + "]", field, item).orElse(item));
        }
        return Optional.of(PropertyValue.of(blocks));
    }
}
