package davit.deploy.state;

import davit.deploy.value.Urn;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a resource depends on.
 *
 * @param parent its parent; empty for the stack
 * @param provider the provider resource that makes it; empty for components
 * @param dependencies the resources that its inputs come from or that it names in {@code dependsOn}
 * @param propertyDependencies the resources that each input comes from
 */
public record Relations(
        Optional<Urn> parent,
        Optional<ProviderReference> provider,
        NavigableSet<Urn> dependencies,
        NavigableMap<String, NavigableSet<Urn>> propertyDependencies) {
    /** On nothing. */
    public static final Relations NONE =
            new Relations(Optional.empty(), Optional.empty(), new TreeSet<>(), new TreeMap<>());

    /** Keeps copies. */
    public Relations {
        dependencies = Collections.unmodifiableNavigableSet(new TreeSet<>(dependencies));
        NavigableMap<String, NavigableSet<Urn>> copy = new TreeMap<>();
        propertyDependencies.forEach(
                (name, urns) -> copy.put(name, Collections.unmodifiableNavigableSet(new TreeSet<>(urns))));
        propertyDependencies = Collections.unmodifiableNavigableMap(copy);
    }

    /** With another provider. */
    public Relations withProvider(ProviderReference reference) {
        return new Relations(parent, Optional.of(reference), dependencies, propertyDependencies);
    }

    /** Everything that must be there while the resource is: parent, provider, dependencies. */
    public NavigableSet<Urn> all() {
        NavigableSet<Urn> all = new TreeSet<>(dependencies);
        parent.ifPresent(all::add);
        provider.map(ProviderReference::urn).ifPresent(all::add);
        propertyDependencies.values().forEach(all::addAll);
        return all;
    }

    /** With each URN replaced, after resources got other names. */
    public Relations renamed(UnaryOperator<Urn> name) {
        NavigableMap<String, NavigableSet<Urn>> properties = new TreeMap<>();
        propertyDependencies.forEach((property, urns) -> properties.put(property, renamed(urns, name)));
        return new Relations(
                parent.map(name),
                provider.map(reference -> new ProviderReference(name.apply(reference.urn()), reference.id())),
                renamed(dependencies, name),
                properties);
    }

    private static NavigableSet<Urn> renamed(Collection<Urn> urns, UnaryOperator<Urn> name) {
        NavigableSet<Urn> renamed = new TreeSet<>();
        urns.forEach(urn -> renamed.add(name.apply(urn)));
        return renamed;
    }
}
