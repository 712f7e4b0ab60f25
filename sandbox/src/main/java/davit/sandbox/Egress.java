package davit.sandbox;

import java.util.ArrayList;
import java.util.List;

/** What the programs of sandboxes reach beyond their own network, in which the server listens. */
public sealed interface Egress {
    /** Nothing. */
    record None() implements Egress {}

    /**
     * Others by IPv4, through the machine; never each other, nor the machine itself.
     *
     * @param internet whether all of the internet, without private networks
     * @param ranges what they reach besides, private networks too
     */
    record Routed(boolean internet, List<Cidr> ranges) implements Egress {
        /** Keeps a copy. */
        public Routed {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * Reads {@code none}; or ranges of addresses, as in {@code 10.1.0.0/16,192.168.1.7}; or {@code internet}, which ranges
     * may follow.
     *
     * @throws IllegalArgumentException if it is none of these; the message says so
     */
    static Egress parse(String text) {
        if (text.equals("none")) {
            return new None();
        }
        List<String> words = List.of(text.split(",", -1));
        boolean internet = words.getFirst().equals("internet");
        List<Cidr> ranges = new ArrayList<>();
        for (String word : internet ? words.subList(1, words.size()) : words) {
            ranges.add(range(text, word));
        }
        return new Routed(internet, ranges);
    }

    private static Cidr range(String text, String word) {
        try {
            return Cidr.parse(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no network for functions, which is none, internet, or ranges such as"
                            + " 10.0.0.0/8: " + e.getMessage(),
                    e);
        }
    }
}
