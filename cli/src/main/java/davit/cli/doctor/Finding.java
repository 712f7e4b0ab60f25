package davit.cli.doctor;

/**
 * One thing that was looked for on the machine.
 *
 * @param subject what, in a word or two
 * @param verdict whether it is there
 * @param detail what was found, or how to get what lacks
 */
public record Finding(String subject, Verdict verdict, String detail) {
    /** How much a finding matters. */
    public enum Verdict {
        /** It is there. */
        PRESENT,
        /** Davit works without it, with less. */
        OPTIONAL_MISSING,
        /** Functions cannot run without it. */
        MISSING
    }

    static Finding present(String subject, String detail) {
        return new Finding(subject, Verdict.PRESENT, detail);
    }

    static Finding missing(String subject, String remedy) {
        return new Finding(subject, Verdict.MISSING, remedy);
    }

    static Finding optionalMissing(String subject, String remedy) {
        return new Finding(subject, Verdict.OPTIONAL_MISSING, remedy);
    }
}
