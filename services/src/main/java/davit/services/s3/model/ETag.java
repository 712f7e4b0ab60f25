package davit.services.s3.model;

import java.util.Arrays;

/** Entity tags: kept bare, given with quotation marks, compared without. */
public final class ETag {
    private static final String ANY = "*";

    private ETag() {}

    /** As answers give it. */
    public static String quoted(String bare) {
        return '"' + bare + '"';
    }

    /** Without quotation marks and weakness. */
    public static String bare(String given) {
        String strong = given.strip();
        strong = strong.startsWith("W/") ? strong.substring(2) : strong;
        return strong.replace("\"", "");
    }

    /** Whether one of a list of tags, or {@code *}, is the tag of an object. */
    public static boolean matches(String list, String bare) {
        return list.strip().equals(ANY)
                || Arrays.stream(list.split(",")).map(ETag::bare).anyMatch(bare::equals);
    }
}
