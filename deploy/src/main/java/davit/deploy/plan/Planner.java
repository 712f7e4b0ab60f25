package davit.deploy.plan;

import davit.deploy.provider.Difference;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyPath;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Decides what a resource needs. Pure. */
public final class Planner {
    private Planner() {}

    /**
     * What is known when a resource's step is decided.
     *
     * @param goal what the program wants, its inputs checked
     * @param old the resource as it is
     * @param difference what the resource type finds between them
     * @param replaced the resources that were replaced in this run
     * @param isProviderReplaced whether its provider asks for new resources
     */
    public record Case(Goal goal, Resource old, Difference difference, Set<Urn> replaced, boolean isProviderReplaced) {
        /** Keeps a copy. */
        public Case {
            replaced = Set.copyOf(replaced);
        }
    }

    /** What a resource that exists needs. */
    public static Decision decide(Case given) {
        Resource old = given.old();
        if (old.status().isPendingReplacement()) {
            return new Decision.Create(true);
        }
        if (old.kind() != given.goal().kind()) {
            return new Decision.Create(false); // what was only read, or a component, becomes a resource of its own
        }
        if (given.goal().kind() == Kind.COMPONENT) {
            return new Decision.Keep();
        }
        NavigableSet<String> changed = new TreeSet<>(given.difference().changed());
        if (isReplaced(given)) {
            boolean deletesFirst = given.goal()
                    .options()
                    .deleteBeforeReplace()
                    .orElse(given.difference().deleteBeforeReplace());
            return new Decision.Replace(changed, deletesFirst);
        }
        boolean isHalfWay = !old.status().errors().isEmpty();
        return changed.isEmpty() && !isHalfWay ? new Decision.Keep() : new Decision.Update(changed);
    }

    private static boolean isReplaced(Case given) {
        return given.difference().replaces()
                || given.isProviderReplaced()
                || !Collections.disjoint(given.goal().options().replaceWith(), given.replaced())
                || isTriggered(given)
                || isReplacedOnChanges(given);
    }

    private static boolean isTriggered(Case given) {
        PropertyValue before = given.old().options().replacementTrigger();
        PropertyValue now = given.goal().options().replacementTrigger();
        return !before.isNull() && !now.isNull() && !before.plain().equals(now.plain());
    }

    private static boolean isReplacedOnChanges(Case given) {
        if (given.difference().isEmpty()) {
            return false;
        }
        Properties before = ValueTree.withoutMarks(given.old().inputs());
        Properties now = ValueTree.withoutMarks(given.goal().inputs());
        return given.goal().options().replaceOnChanges().stream()
                .map(PropertyPath::parse)
                .anyMatch(path -> path.differs(before, now));
    }

    /** The goal with the inputs that {@code ignoreChanges} names taken from the resource as it is. */
    public static Goal ignoringChanges(Goal goal, Resource old) {
        Properties inputs = goal.inputs();
        for (String path : goal.options().ignoreChanges()) {
            inputs = PropertyPath.parse(path).keep(old.inputs(), inputs);
        }
        return goal.withInputs(inputs);
    }
}
