package davit.deploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Difference;
import davit.deploy.state.Relations;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.state.ResourceOptions;
import davit.deploy.state.Status;
import davit.deploy.state.Timeouts;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Urn URN = Urn.of("dev", "web", "aws:s3/bucket:Bucket", "bucket");
    private static final Urn OTHER = Urn.of("dev", "web", "aws:s3/bucket:Bucket", "other");
    private static final Properties OLD = Properties.EMPTY.with("bucket", "b-1").with("acl", "private");

    private static Resource resource(Status status) {
        return new Resource(URN, Kind.CUSTOM, "b-1", OLD, OLD, Relations.NONE, ResourceOptions.NONE, status);
    }

    private static Goal goal(Properties inputs, ResourceOptions options) {
        return new Goal(URN, Kind.CUSTOM, inputs, Relations.NONE, options, List.of());
    }

    private static ResourceOptions options(
            boolean deletesFirst, List<Urn> replaceWith, List<String> replaceOnChanges, PropertyValue trigger) {
        return new ResourceOptions(
                false,
                false,
                deletesFirst ? Optional.of(true) : Optional.empty(),
                Optional.empty(),
                replaceWith,
                List.of(),
                replaceOnChanges,
                List.of(),
                Timeouts.NONE,
                "",
                trigger);
    }

    private static Decision decide(Properties inputs, ResourceOptions options, Set<Urn> replaced) {
        Difference difference = Difference.between(OLD, inputs, List.of("bucket"), "bucket");
        Resource old = resource(Status.created(Instant.EPOCH))
                .withOptions(options(false, List.of(), List.of(), PropertyValue.of("1")));
        return Planner.decide(new Planner.Case(goal(inputs, options), old, difference, replaced, false));
    }

    @Test
    void keepsUpdatesOrReplacesByWhatDiffers() {
        assertThat(decide(OLD, ResourceOptions.NONE, Set.of())).isInstanceOf(Decision.Keep.class);
        assertThat(decide(OLD.with("acl", "public"), ResourceOptions.NONE, Set.of()))
                .isInstanceOfSatisfying(
                        Decision.Update.class,
                        update -> assertThat(update.changed()).containsExactly("acl"));
        assertThat(decide(OLD.with("bucket", "b-2"), ResourceOptions.NONE, Set.of()))
                .isInstanceOfSatisfying(
                        Decision.Replace.class,
                        replace -> assertThat(replace.deletesFirst()).isFalse());
    }

    @Test
    void optionsForceReplacements() {
        PropertyValue none = PropertyValue.nothing();
        assertThat(decide(OLD.with("acl", "public"), options(true, List.of(), List.of("acl"), none), Set.of()))
                .isInstanceOfSatisfying(
                        Decision.Replace.class,
                        replace -> assertThat(replace.deletesFirst()).isTrue());
        assertThat(decide(OLD, options(false, List.of(OTHER), List.of(), none), Set.of(OTHER)))
                .isInstanceOf(Decision.Replace.class);
        assertThat(decide(OLD, options(false, List.of(OTHER), List.of(), none), Set.of()))
                .isInstanceOf(Decision.Keep.class);
        assertThat(decide(OLD, options(false, List.of(), List.of(), PropertyValue.of("2")), Set.of()))
                .isInstanceOf(Decision.Replace.class);
        assertThat(decide(OLD, options(false, List.of(), List.of(), PropertyValue.of("1")), Set.of()))
                .isInstanceOf(Decision.Keep.class);
    }

    @Test
    void triesAgainWhatStoppedHalfWay() {
        Resource half = resource(Status.created(Instant.EPOCH).failed("tagging failed"));
        assertThat(Planner.decide(
                        new Planner.Case(goal(OLD, ResourceOptions.NONE), half, Difference.NONE, Set.of(), false)))
                .isInstanceOf(Decision.Update.class);
        Resource gone = resource(Status.created(Instant.EPOCH).pendingReplacement());
        assertThat(Planner.decide(
                        new Planner.Case(goal(OLD, ResourceOptions.NONE), gone, Difference.NONE, Set.of(), false)))
                .isEqualTo(new Decision.Create(true));
    }

    @Test
    void aNameThatTheProgramChoseIsFreedBeforeAReplacement() {
        Properties chosen = Properties.EMPTY.with("name", "fixed").with("role", "a");
        assertThat(Difference.between(chosen, chosen.with("role", "b"), List.of("role"), "name")
                        .deleteBeforeReplace())
                .isTrue();
        Properties automatic = chosen.with(CheckRequest.DEFAULTS, PropertyValue.ofTexts(List.of("name")));
        assertThat(Difference.between(automatic, automatic.with("role", "b"), List.of("role"), "name")
                        .deleteBeforeReplace())
                .isFalse();
    }

    @Test
    void childrenInheritTheFormerNamesOfTheirParents() {
        Urn parent = Urn.of("dev", "web", "my:Site", "shop");
        Urn former = Urn.of("dev", "web", "my:Site", "store");
        Urn child = parent.child("aws:s3/bucket:Bucket", "shop-bucket");
        assertThat(Aliases.resolve(child, parent, List.of(former), List.of()))
                .containsExactly(former.child("aws:s3/bucket:Bucket", "store-bucket"));
        Aliases.Alias renamed = new Aliases.Alias.Parts("old", "", "", "", Optional.empty(), false);
        assertThat(Aliases.resolve(child, parent, List.of(), List.of(renamed)))
                .containsExactly(parent.child("aws:s3/bucket:Bucket", "old"));
        Aliases.Alias alone = new Aliases.Alias.Parts("", "", "", "", Optional.empty(), true);
        assertThat(Aliases.resolve(child, parent, List.of(), List.of(alone)))
                .containsExactly(Urn.of("dev", "web", "aws:s3/bucket:Bucket", "shop-bucket"));
    }
}
