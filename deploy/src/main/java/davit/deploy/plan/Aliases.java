package davit.deploy.plan;

import davit.deploy.value.Urn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Computes the names that a resource may have had before. Pure. */
public final class Aliases {
    private Aliases() {}

    /** A former name, as a program gives it. */
    public sealed interface Alias {
        /**
         * The whole name.
         *
         * @param urn the name
         */
        record Whole(Urn urn) implements Alias {}

        /**
         * What was different.
         *
         * @param name the former name; empty for the present one
         * @param type the former type; empty for the present one
         * @param stack the former stack; empty for the present one
         * @param project the former project; empty for the present one
         * @param parent the former parent; empty for the present one
         * @param hadNoParent whether it had no parent
         */
        record Parts(String name, String type, String stack, String project, Optional<Urn> parent, boolean hadNoParent)
                implements Alias {}
    }

    /**
     * Every former name.
     *
     * @param urn the present name
     * @param parent the present parent
     * @param parentAliases the former names of the parent; a resource had other names when its parent had
     * @param aliases what the program says
     */
    public static List<Urn> resolve(Urn urn, Urn parent, List<Urn> parentAliases, List<Alias> aliases) {
        Set<Urn> names = new LinkedHashSet<>();
        for (Alias alias : aliases) {
            switch (alias) {
                case Alias.Whole(Urn whole) -> names.add(whole);
                case Alias.Parts parts -> names.addAll(resolve(urn, parent, parentAliases, parts));
            }
        }
        for (Urn formerParent : parentAliases) {
            names.add(formerParent.child(urn.type(), inheritedName(urn.name(), parent.name(), formerParent.name())));
        }
        names.remove(urn);
        return List.copyOf(names);
    }

    private static List<Urn> resolve(Urn urn, Urn parent, List<Urn> parentAliases, Alias.Parts parts) {
        String name = parts.name().isEmpty() ? urn.name() : parts.name();
        String type = parts.type().isEmpty() ? urn.type() : parts.type();
        String stack = parts.stack().isEmpty() ? urn.stack() : parts.stack();
        String project = parts.project().isEmpty() ? urn.project() : parts.project();
        if (parts.hadNoParent()) {
            return List.of(Urn.of(stack, project, type, name));
        }
        List<Urn> parents = new ArrayList<>(parts.parent().map(List::of).orElse(List.of(parent)));
        if (parts.parent().isEmpty()) {
            parents.addAll(parentAliases);
        }
        return parents.stream()
                .map(each -> each.child(type, name))
                .map(each -> Urn.of(stack, project, each.qualifiedType(), name))
                .toList();
    }

    /** Children are often named after their parents; then their former name follows the parent's. */
    private static String inheritedName(String name, String parentName, String formerParentName) {
        return name.startsWith(parentName) ? formerParentName + name.substring(parentName.length()) : name;
    }
}
