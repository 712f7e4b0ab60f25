package davit.deploy.aws.schema;

import davit.deploy.value.PropertyValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A property that programs may set.
 *
 * @param name its name in programs
 * @param kind what it holds
 * @param traits what is special about it
 * @param standard its value if the program sets none; null if it has no default
 * @param fields the fields of a {@link Kind#BLOCK} or of each of {@link Kind#BLOCKS}
 */
public record Field(String name, Kind kind, Set<Trait> traits, PropertyValue standard, List<Field> fields) {
    /** Something special about a property. */
    public enum Trait {
        /** Programs must set it. */
        REQUIRED,
        /** Changing it replaces the resource. */
        IMMUTABLE,
        /** The cloud chooses a value if the program sets none; no longer setting it changes nothing. */
        COMPUTED,
        /** The cloud does not give it back: it decides how the resource is made, or is about the deployment itself. */
        LOCAL,
        /** It exists, but Davit cannot set it. */
        UNSUPPORTED
    }

    /** Keeps copies. */
    public Field {
        traits = Set.copyOf(traits);
        fields = List.copyOf(fields);
    }

    /** A property of a kind without fields. */
    public static Field of(String name, Kind kind) {
        return new Field(name, kind, Set.of(), PropertyValue.nothing(), List.of());
    }

    /** A text. */
    public static Field text(String name) {
        return of(name, Kind.TEXT);
    }

    /** A number. */
    public static Field number(String name) {
        return of(name, Kind.NUMBER);
    }

    /** True or false. */
    public static Field bool(String name) {
        return of(name, Kind.BOOL);
    }

    /** Texts in an order. */
    public static Field texts(String name) {
        return of(name, Kind.TEXTS);
    }

    /** Texts without an order. */
    public static Field textSet(String name) {
        return of(name, Kind.TEXT_SET);
    }

    /** Texts by name. */
    public static Field map(String name) {
        return of(name, Kind.MAP);
    }

    /** A JSON document. */
    public static Field json(String name) {
        return of(name, Kind.JSON);
    }

    /** A file or folder. */
    public static Field asset(String name) {
        return of(name, Kind.ASSET);
    }

    /** An object. */
    public static Field block(String name, Field... fields) {
        return new Field(name, Kind.BLOCK, Set.of(), PropertyValue.nothing(), List.of(fields));
    }

    /** Objects. */
    public static Field blocks(String name, Field... fields) {
        return new Field(name, Kind.BLOCKS, Set.of(), PropertyValue.nothing(), List.of(fields));
    }

    /** A property that exists but cannot be set. */
    public static Field unsupported(String name) {
        return text(name).with(Trait.UNSUPPORTED);
    }

    /** The same, but programs must set it. */
    public Field required() {
        return with(Trait.REQUIRED);
    }

    /** The same, but changing it replaces the resource. */
    public Field immutable() {
        return with(Trait.IMMUTABLE);
    }

    /** The same, but the cloud chooses a value if the program sets none. */
    public Field computed() {
        return with(Trait.COMPUTED);
    }

    /** The same, but the cloud does not give it back. */
    public Field local() {
        return with(Trait.LOCAL);
    }

    /** The same with a default. */
    public Field byDefault(PropertyValue value) {
        return new Field(name, kind, traits, value, fields);
    }

    /** Whether it has a trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** The field of a block by name. */
    Optional<Field> field(String wanted) {
        return fields.stream().filter(field -> field.name.equals(wanted)).findFirst();
    }

    private Field with(Trait trait) {
        EnumSet<Trait> all = EnumSet.of(trait);
        all.addAll(traits);
        return new Field(name, kind, all, standard, fields);
    }
}
