package davit.deploy.plan;

import davit.deploy.state.Resource;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Who depends on whom. Pure. */
public final class Dependents {
    private Dependents() {}

    /** Whether {@code resource} must be deleted before the resource {@code other} may be. */
    public static boolean dependsOn(Resource resource, Urn other) {
        return resource.relations().all().contains(other);
    }

    /**
     * The resources that must be deleted before {@code first} is, because a new {@code first} would replace them too: their
     * inputs come from it, and other values for these inputs force a replacement.
     *
     * @param first the resource that is deleted before it is replaced
     * @param resources every resource of the stack, each after those that it depends on
     * @param replaces whether a resource would be replaced for inputs, some of which are unknown
     * @return in the order of their deletion
     */
    public static List<Resource> deletedWithReplaced(
            Resource first, List<Resource> resources, BiPredicate<Resource, Properties> replaces) {
        Set<Urn> replaced = new HashSet<>(Set.of(first.urn()));
        List<Resource> found = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource.status().isToDelete()
                    || resource.kind() != Resource.Kind.CUSTOM
                    || resource.urn().equals(first.urn())) {
                continue;
            }
            NavigableSet<String> affected = affectedInputs(resource, replaced);
            boolean isNamedOnly = affected.isEmpty()
                    && !Collections.disjoint(replaced, resource.relations().dependencies());
            boolean isUndetailed =
                    isNamedOnly && resource.relations().propertyDependencies().isEmpty();
            if (isUndetailed
                    || (!affected.isEmpty() && replaces.test(resource, withUnknown(resource.inputs(), affected)))) {
                replaced.add(resource.urn());
                found.add(resource);
            }
        }
        return found.reversed();
    }

    private static NavigableSet<String> affectedInputs(Resource resource, Set<Urn> replaced) {
        NavigableSet<String> names = new TreeSet<>();
        resource.relations().propertyDependencies().forEach((name, urns) -> {
            if (!Collections.disjoint(urns, replaced)) {
                names.add(name);
            }
        });
        return names;
    }

    private static Properties withUnknown(Properties inputs, NavigableSet<String> names) {
        Properties changed = inputs;
        for (String name : names) {
            changed = changed.with(name, PropertyValue.unknown());
        }
        return changed;
    }
}
