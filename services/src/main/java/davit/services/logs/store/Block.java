package davit.services.logs.store;

/**
 * Lines of a file of events that are read together.
 *
 * @param at where the first one begins, in bytes from the beginning of the file
 * @param length their length in bytes
 * @param earliest the lowest of their times
 * @param latest the highest of their times
 */
record Block(long at, int length, long earliest, long latest) {
    private static final int USUAL_BYTES = 256 * 1024;

    static Block of(long at, int length, long time) {
        return new Block(at, length, time, time);
    }

    /** Whether a line that begins there still belongs to it: it is next, and there is room. */
    boolean goesOn(long next, int more) {
        return at + length == next && length + more <= USUAL_BYTES;
    }

    /** With the line that follows it. */
    Block with(int more, long time) {
        return new Block(at, length + more, Math.min(earliest, time), Math.max(latest, time));
    }
}
