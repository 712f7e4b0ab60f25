package davit.functions.model;

/**
 * What becomes of recursive loops of a function.
 *
 * @param recursiveLoop {@code Allow} or {@code Terminate}
 */
public record Recursion(String recursiveLoop) {
    /** What a function has that says nothing: loops are not detected, so they are allowed. */
    public static final Recursion DEFAULT = new Recursion("Allow");
}
