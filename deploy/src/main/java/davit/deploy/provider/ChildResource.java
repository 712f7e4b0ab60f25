package davit.deploy.provider;

import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import java.util.List;

/**
 * A resource that a component wants.
 *
 * @param type its type token, of any package that the engine knows
 * @param name its name
 * @param inputs its inputs; output values in them make it depend on their resources
 * @param dependsOn more resources that it depends on
 */
public record ChildResource(String type, String name, Properties inputs, List<Urn> dependsOn) {
    /** Keeps a copy. */
    public ChildResource {
        dependsOn = List.copyOf(dependsOn);
    }

    /** Depends only on what its inputs come from. */
    public ChildResource(String type, String name, Properties inputs) {
        this(type, name, inputs, List.of());
    }
}
