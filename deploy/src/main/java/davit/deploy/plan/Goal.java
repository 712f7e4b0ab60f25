package davit.deploy.plan;

import davit.deploy.state.Relations;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.state.ResourceOptions;
import davit.deploy.state.Status;
import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import java.time.Instant;
import java.util.List;

/**
 * A resource as the program wants it.
 *
 * @param urn its name
 * @param kind whether it is made by a provider
 * @param inputs its inputs; secrets are marked, unknown values are possible in previews
 * @param relations what it depends on
 * @param options what else the program asks for
 * @param aliases the names that it may have had before
 */
public record Goal(
        Urn urn, Kind kind, Properties inputs, Relations relations, ResourceOptions options, List<Urn> aliases) {
    /** Keeps a copy. */
    public Goal {
        aliases = List.copyOf(aliases);
    }

    /** With other inputs. */
    public Goal withInputs(Properties changed) {
        return new Goal(urn, kind, changed, relations, options, aliases);
    }

    /** With other relations. */
    public Goal withRelations(Relations changed) {
        return new Goal(urn, kind, inputs, changed, options, aliases);
    }

    /** The resource that meets this goal, if it is made at {@code now}. */
    public Resource resource(String id, Properties outputs, Instant now) {
        return new Resource(urn, kind, id, inputs, outputs, relations, options, Status.created(now));
    }
}
