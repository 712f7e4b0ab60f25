package davit.resources;

import static org.assertj.core.api.Assertions.assertThat;

import davit.deploy.aws.schema.JsonValues;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.Difference;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.Progress;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;

/** Does with a resource what the engine does, and what must hold of every type at each step. */
final class Life {
    private final ResourceType type;
    private final Urn urn;
    private ResourceState state;

    private Life(ResourceType type, Urn urn, ResourceState state) {
        this.type = type;
        this.urn = urn;
        this.state = state;
    }

    /** Makes a resource; afterwards nothing differs, neither from the program nor from the cloud. */
    static Life create(ConfiguredProvider provider, String token, String inputs)
            throws ProviderException, InterruptedException {
        ResourceType type = provider.resource(token).orElseThrow();
        Urn urn = Urn.of("dev", "life", token, "Life");
        Properties checked = check(type, urn, json(inputs));
        Life life = new Life(type, urn, type.create(context(urn), checked));
        life.assertSettled(json(inputs));
        return life;
    }

    /** Changes it in place. */
    void update(String inputs) throws ProviderException, InterruptedException {
        Properties checked = check(type, urn, json(inputs), state.inputs());
        Difference difference = type.diff(state, checked);
        assertThat(difference.isEmpty()).as("nothing differs for %s", inputs).isFalse();
        assertThat(difference.replacing()).as("replacing for %s", inputs).isEmpty();
        String id = state.id();
        state = type.update(context(urn), state, checked);
        assertThat(state.id()).isEqualTo(id);
        assertSettled(json(inputs));
    }

    /** Which properties would replace it. */
    Difference difference(String inputs) {
        return type.diff(state, check(type, urn, json(inputs), state.inputs()));
    }

    /** What a refresh finds that somebody else changed. */
    Difference drift() throws ProviderException, InterruptedException {
        ResourceState now = type.read(context(urn), state).orElseThrow();
        return type.diff(now, state.inputs());
    }

    /** Whether it is there. */
    boolean exists() throws ProviderException, InterruptedException {
        return type.read(context(urn), state).isPresent();
    }

    /** Looks it up by its id alone, as an import does; nothing of what the program said may differ then. */
    Properties imported(String id) throws ProviderException, InterruptedException {
        ResourceState found = type.read(context(urn), new ResourceState(id, Properties.EMPTY, Properties.EMPTY))
                .orElseThrow();
        return found.inputs();
    }

    /** Deletes it; it is gone then, and deleting it again is no failure. */
    void delete() throws ProviderException, InterruptedException {
        type.delete(context(urn), state);
        assertThat(exists()).isFalse();
        type.delete(context(urn), state);
    }

    /** Deletes it without a look. */
    void tryToDelete() throws ProviderException, InterruptedException {
        type.delete(context(urn), state);
    }

    Properties outputs() {
        return state.outputs();
    }

    String output(String name) {
        return state.outputs().text(name).orElseThrow(() -> new AssertionError(name + " is not in " + state.outputs()));
    }

    String id() {
        return state.id();
    }

    private void assertSettled(Properties inputs) throws ProviderException, InterruptedException {
        Properties again = check(type, urn, inputs, state.inputs());
        assertThat(type.diff(state, again).changed())
                .as("differs from the program")
                .isEmpty();
        ResourceState read = type.read(context(urn), state).orElseThrow();
        assertThat(type.diff(read, again).changed())
                .as("differs from the cloud")
                .isEmpty();
        assertThat(read.outputs()).as("outputs").isEqualTo(state.outputs());
    }

    private static Properties check(ResourceType type, Urn urn, Properties inputs, Properties... old) {
        Checked checked =
                type.check(new CheckRequest(urn, inputs, Stream.of(old).findFirst(), new Random()));
        assertThat(checked.failures()).isEmpty();
        return checked.inputs();
    }

    private static OperationContext context(Urn urn) {
        return new OperationContext(urn, Duration.ofMinutes(1), Progress.SILENT);
    }

    static Properties json(String text) {
        return JsonValues.parse(text.replace('\'', '"'))
                .orElseThrow()
                .asObject()
                .orElseThrow();
    }
}
