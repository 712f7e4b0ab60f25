package davit.deploy.aws.schema;

import davit.deploy.aws.schema.Field.Trait;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.Difference;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The properties that programs may set on resources of a type. It fills in defaults and names, refuses what AWS's own
 * types do not know or Davit cannot do, and compares.
 *
 * @param token the type token
 * @param fields the properties
 * @param naming how an unnamed resource gets its name
 * @param identity the properties that tell one resource of the type from another: two with the same values cannot exist
 *     at the same time
 * @param unstable the outputs that any update may change
 */
public record Schema(String token, List<Field> fields, Naming naming, List<String> identity, List<String> unstable) {
    /** The property of all types that exist once for each region. */
    public static final Field REGION = Field.text("region").immutable().computed();

    /** The property of all types that can be tagged. */
    public static final Field TAGS = Field.map("tags");

    /** Keeps copies. */
    public Schema {
        fields = List.copyOf(fields);
        identity = List.copyOf(identity);
        unstable = List.copyOf(unstable);
    }

    /** A type whose resources have no name of their own. */
    public static Schema of(String token, Field... fields) {
        return new Schema(token, List.of(fields), Naming.NONE, List.of(), List.of());
    }

    /** The same with a name that is made if the program gives none. */
    public Schema named(String property, int maxLength) {
        return with(new Naming(property, "", maxLength, false));
    }

    /** The same with a name, or a prefix of one. */
    public Schema named(String property, String prefix, int maxLength) {
        return with(new Naming(property, prefix, maxLength, false));
    }

    /** The same with a property that is the resource's own name if the program gives none. */
    public Schema namedExactly(String property) {
        return with(new Naming(property, "", Naming.EXACT, false));
    }

    /** The same, but names are in lower case. */
    public Schema inLowerCase() {
        return with(new Naming(naming.property(), naming.prefix(), naming.maxLength(), true));
    }

    /** The same, told apart by some properties. */
    public Schema identifiedBy(String... properties) {
        return new Schema(token, fields, naming, List.of(properties), unstable);
    }

    /** The same with outputs that any update may change. */
    public Schema unstable(String... outputs) {
        return new Schema(token, fields, naming, identity, List.of(outputs));
    }

    /** The same for another token. */
    public Schema aliased(String other) {
        return new Schema(other, fields, naming, identity, unstable);
    }

    /** The same without some properties. */
    public Schema without(String... names) {
        List<String> gone = List.of(names);
        return new Schema(
                token,
                fields.stream().filter(field -> !gone.contains(field.name())).toList(),
                naming,
                identity,
                unstable);
    }

    /** The same with more properties. */
    public Schema and(Field... more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(List.of(more));
        return new Schema(token, all, naming, identity, unstable);
    }

    /** The property of a name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The inputs with everything filled in, and what is wrong with them. */
    public Checked check(CheckRequest request) {
        List<Checked.Failure> failures = new ArrayList<>();
        Reading reading = new Reading(failures);
        Properties read = reading.members("", fields, naming.named(request));
        List<String> filled = new ArrayList<>();
        for (Field field : fields) {
            if (read.value(field.name()).isNull() && !field.standard().isNull()) {
                read = read.with(field.name(), field.standard());
                filled.add(field.name());
            }
        }
        return new Checked(Naming.withDefaults(read, filled), failures);
    }

    /** What differs between a resource and its new inputs. */
    public Difference diff(Properties old, Properties inputs) {
        SortedSet<String> changed = new TreeSet<>();
        SortedSet<String> replacing = new TreeSet<>();
        for (Field field : fields) {
            PropertyValue wanted = inputs.value(field.name());
            boolean isLeftToTheCloud = field.is(Trait.COMPUTED) && wanted.isNull();
            if (!isLeftToTheCloud && !Comparison.isSame(field, old.value(field.name()), wanted)) {
                changed.add(field.name());
                if (field.is(Trait.IMMUTABLE)) {
                    replacing.add(field.name());
                }
            }
        }
        return new Difference(changed, replacing, !replacing.isEmpty() && hasSameIdentity(old, inputs));
    }

    private boolean hasSameIdentity(Properties old, Properties inputs) {
        List<String> properties =
                identity.isEmpty() && !naming.property().isEmpty() ? List.of(naming.property()) : identity;
        return !properties.isEmpty()
                && properties.stream()
                        .allMatch(name ->
                                old.value(name).equals(inputs.value(name)) && !CheckRequest.isDefault(inputs, name));
    }

    /**
     * The inputs that the program would have to give now to mean what the cloud has.
     *
     * @param known the inputs that it gave; empty for a resource that is imported
     * @param outputs what the cloud has
     */
    public Properties refreshed(Properties known, Properties outputs) {
        Map<String, PropertyValue> inputs = new LinkedHashMap<>(known.values());
        for (Field field : fields) {
            boolean isWanted = known.isEmpty()
                    ? !field.is(Trait.LOCAL) && outputs.has(field.name())
                    : !field.is(Trait.LOCAL) && !known.value(field.name()).isNull();
            if (isWanted) {
                PropertyValue now = Comparison.refreshed(field, known.value(field.name()), outputs.value(field.name()));
                inputs.put(field.name(), now);
            }
        }
        return new Properties(inputs);
    }

    /** The inputs that the cloud does not give back. */
    public Properties local(Properties inputs) {
        Map<String, PropertyValue> kept = new LinkedHashMap<>();
        fields.stream()
                .filter(field -> field.is(Trait.LOCAL) && inputs.has(field.name()))
                .forEach(field -> kept.put(field.name(), inputs.value(field.name())));
        return new Properties(kept);
    }

    private Schema with(Naming changed) {
        return new Schema(token, fields, changed, identity, unstable);
    }
}
