package davit.services.sqs.api;

/** Which characters messages may have: those of XML. */
final class Characters {
    private static final int SPACE = 0x20;
    private static final int NO_CHARACTER = 0xFFFE;

    private Characters() {}

    static boolean areAllowed(String text) {
        return text.codePoints().allMatch(Characters::isAllowed);
    }

    private static boolean isAllowed(int c) {
        boolean isControl = c < SPACE && c != '\t' && c != '\n' && c != '\r';
        boolean isLoneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !isControl && !isLoneSurrogate && c != NO_CHARACTER && c != NO_CHARACTER + 1;
    }
}
