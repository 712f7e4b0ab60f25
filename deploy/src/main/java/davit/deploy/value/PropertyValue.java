package davit.deploy.value;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One value of a resource's inputs or outputs.
 *
 * <p>{@link SecretValue}, {@link OutputValue} and {@link UnknownValue} say something about a value rather than being
 * one; {@link #plain()} sees through the first two.
 */
public sealed interface PropertyValue {
    /** Null. */
    record NullValue() implements PropertyValue {}

    /**
     * True or false.
     *
     * @param value which
     */
    record BooleanValue(boolean value) implements PropertyValue {}

    /**
     * A number; the wire knows doubles only.
     *
     * @param value the number
     */
    record NumberValue(double value) implements PropertyValue {}

    /**
     * A text.
     *
     * @param value the text
     */
    record TextValue(String value) implements PropertyValue {}

    /**
     * A list.
     *
     * @param items the items in order
     */
    record ListValue(List<PropertyValue> items) implements PropertyValue {
        /** Keeps a copy. */
        public ListValue {
            items = List.copyOf(items);
        }
    }

    /**
     * An object, or a map with text keys.
     *
     * @param properties its members
     */
    record ObjectValue(Properties properties) implements PropertyValue {}

    /**
     * A value that is encrypted in state and masked on the screen.
     *
     * @param value the value
     */
    record SecretValue(PropertyValue value) implements PropertyValue {}

    /** A value that is known only once what it depends on was made; in previews only. */
    record UnknownValue() implements PropertyValue {}

    /**
     * A value with the resources that it comes from; only components get and give these.
     *
     * @param value the value; {@link UnknownValue} if it is not known yet, {@link SecretValue} if it is secret
     * @param dependencies the resources that it comes from
     */
    record OutputValue(PropertyValue value, SortedSet<Urn> dependencies) implements PropertyValue {
        /** Keeps a copy. */
        public OutputValue {
            dependencies = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(dependencies));
        }
    }

    /**
     * One file: text, a path (relative to the program's folder) or a URI, exactly one of them.
     *
     * @param hash hexadecimal SHA-256 of the content as the program's SDK computed it; empty if it did not
     * @param source which of the three
     * @param content the text, path or URI
     */
    record AssetValue(String hash, Source source, String content) implements PropertyValue {}

    /**
     * A folder or archive file at a path (relative to the program's folder) or URI, or one made of assets.
     *
     * @param hash hexadecimal SHA-256 of the content as the program's SDK computed it; empty if it did not
     * @param source {@link Source#PATH}, {@link Source#URI}, or {@link Source#ASSETS}
     * @param content the path or URI; empty for one made of assets
     * @param assets the entries by their path in the archive, each an {@link AssetValue} or {@link ArchiveValue}
     */
    record ArchiveValue(String hash, Source source, String content, Properties assets) implements PropertyValue {}

    /** Where the content of an asset or archive is. */
    enum Source {
        /** In the value itself. */
        TEXT,
        /** In a file or folder. */
        PATH,
        /** Behind a URI. */
        URI,
        /** In the entries of an archive. */
        ASSETS
    }

    /**
     * Another resource.
     *
     * @param urn which
     * @param id its id; {@link UnknownValue} in previews, {@link NullValue} for a component
     * @param packageVersion the version of the package that the program uses; may be empty
     */
    record ReferenceValue(Urn urn, PropertyValue id, String packageVersion) implements PropertyValue {}

    /** A text. */
    static PropertyValue of(String value) {
        return new TextValue(value);
    }

    /** A number. */
    static PropertyValue of(double value) {
        return new NumberValue(value);
    }

    /** True or false. */
    static PropertyValue of(boolean value) {
        return new BooleanValue(value);
    }

    /** A list. */
    static PropertyValue of(List<? extends PropertyValue> items) {
        return new ListValue(List.copyOf(items));
    }

    /** An object. */
    static PropertyValue of(Properties properties) {
        return new ObjectValue(properties);
    }

    /** A list of texts. */
    static PropertyValue ofTexts(List<String> items) {
        return new ListValue(items.stream().map(PropertyValue::of).toList());
    }

    /** Null. */
    static PropertyValue nothing() {
        return new NullValue();
    }

    /** The value that is not known yet. */
    static PropertyValue unknown() {
        return new UnknownValue();
    }

    /** This value without the marks of secrets and outputs round it (those further inside stay). */
    default PropertyValue plain() {
        return switch (this) {
            case SecretValue(PropertyValue value) -> value.plain();
            case OutputValue(PropertyValue value, var _) -> value.plain();
            case NullValue _,
                    BooleanValue _,
                    NumberValue _,
                    TextValue _,
                    ListValue _,
                    ObjectValue _,
                    UnknownValue _,
                    AssetValue _,
                    ArchiveValue _,
                    ReferenceValue _ -> this;
        };
    }

    /** Whether {@link #plain()} is not known yet. */
    default boolean isUnknown() {
        return plain() instanceof UnknownValue;
    }

    /** Whether {@link #plain()} is null. */
    default boolean isNull() {
        return plain() instanceof NullValue;
    }

    /** The text, if {@link #plain()} is one. */
    default Optional<String> asText() {
        return plain() instanceof TextValue(String value) ? Optional.of(value) : Optional.empty();
    }

    /** The number, if {@link #plain()} is one. */
    default Optional<Double> asNumber() {
        return plain() instanceof NumberValue(double value) ? Optional.of(value) : Optional.empty();
    }

    /** True or false, if {@link #plain()} is one of them. */
    default Optional<Boolean> asBoolean() {
        return plain() instanceof BooleanValue(boolean value) ? Optional.of(value) : Optional.empty();
    }

    /** The items, if {@link #plain()} is a list. */
    default Optional<List<PropertyValue>> asList() {
        return plain() instanceof ListValue(List<PropertyValue> items) ? Optional.of(items) : Optional.empty();
    }

    /** The members, if {@link #plain()} is an object. */
    default Optional<Properties> asObject() {
        return plain() instanceof ObjectValue(Properties properties) ? Optional.of(properties) : Optional.empty();
    }
}
