package davit.sandbox;

import java.util.ArrayList;
import java.util.List;

/** What the programs of sandboxes reach beyond their own network, in which the server listens. */
public sealed interface Egress {
    /** Nothing. */
    record None() implements Egress {}

    /**
     * The internet by IPv4; never each other, the machine itself, nor private networks but the allowed ones.
     *
     * @param allowed private networks that they may reach
     */
    record Internet(List<Cidr> allowed) implements Egress {
        /** Keeps a copy. */
        public Internet {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * Reads {@code none} or {@code internet}, followed by private networks: {@code internet,10.1.0.0/16}.
     *
     * @throws IllegalArgumentException if it is neither; the message says so
     */
    static Egress parse(String text) {
        String[] words = text.split(",", -1);
        if (text.equals("none")) {
            return new None();
        }
        if (!words[0].equals("internet")) {
            throw new IllegalArgumentException("'" + text + "' is no network for functions: it is none or internet");
        }
        List<Cidr> allowed = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            allowed.add(Cidr.parse(words[i]));
        }
        return new Internet(allowed);
    }
}
