package davit.services.sqs.model;

import java.util.Optional;

/** Whole numbers as attributes write them. */
final class Numbers {
    private static final int MOST_DIGITS = 9;

    private Numbers() {}

    /** The number that {@code text} is, if it is one between these, both included. */
    static Optional<Integer> within(String text, int least, int most) {
        if (!text.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    }
}
