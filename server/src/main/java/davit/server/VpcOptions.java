package davit.server;

import davit.sandbox.Egress;
import davit.sandbox.NetworkName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the networks that an operator gives to functions to choose from. */
final class VpcOptions {
    private VpcOptions() {}

    /**
     * Each as in {@code inner=10.1.0.0/16}.
     *
     * @throws IllegalArgumentException if one is not, or two have the same name; the message says so
     */
    static Map<NetworkName, Egress> parse(List<String> options) {
        Map<NetworkName, Egress> networks = new HashMap<>();
        for (String option : options) {
            int end = option.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException(
                        "'" + option + "' is no network with a name, as in --vpc inner=10.1.0.0/16");
            }
            NetworkName name = new NetworkName(option.substring(0, end));
            if (networks.put(name, Egress.parse(option.substring(end + 1))) != null) {
                throw new IllegalArgumentException("--vpc names '" + name + "' twice");
            }
        }
        return networks;
    }
}
