package davit.functions.model;

import davit.sandbox.NetworkName;
import java.util.List;

/**
 * The network that a function is in ({@code VpcConfig}).
 *
 * @param name its name; the default's for a function that is in none of its own any more
 * @param subnets the ids of its subnets, as they were given
 * @param groups the ids of its security groups, as they were given
 */
public record FunctionNetwork(NetworkName name, List<String> subnets, List<String> groups) {
    /** Of a function that was taken out of its network. */
    public static final FunctionNetwork NONE = new FunctionNetwork(NetworkName.DEFAULT, List.of(), List.of());

    /** Keeps copies. */
    public FunctionNetwork {
        subnets = List.copyOf(subnets);
        groups = List.copyOf(groups);
    }

    /** Whether it is none of its own. */
    public boolean isDefault() {
        return name.equals(NetworkName.DEFAULT);
    }

    /** Its id, as Lambda shows it. */
    public String vpcId() {
        return isDefault() ? "" : "vpc-" + name;
    }
}
