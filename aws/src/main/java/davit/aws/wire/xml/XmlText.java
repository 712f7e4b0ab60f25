package davit.aws.wire.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A document being written. For one thread. */
public final class XmlText {
    private static final int NON_CHARACTERS = 0xFFFE;

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();
    private boolean isInTag;

    /** Whether XML 1.0 has all characters of a text: no control characters, no halves of characters, no non-characters. */
    public static boolean canCarry(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= ' ' && c < Character.MIN_SURROGATE)
                        || (c > Character.MAX_SURROGATE && c < NON_CHARACTERS)
                        || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT);
    }

    /** Begins an element. */
    public XmlText start(String name) {
        endTag();
        out.append('<').append(name);
        open.push(name);
        isInTag = true;
        return this;
    }

    /** Adds an attribute to the element that was just begun. */
    public XmlText attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value, true);
        out.append('"');
        return this;
    }

    /** Adds text. */
    public XmlText text(String text) {
        endTag();
        escape(text, false);
        return this;
    }

    /** Ends the element that was begun last. */
    public XmlText end() {
        String name = open.pop();
        if (isInTag) {
            out.append("/>");
            isInTag = false;
        } else {
            out.append("</").append(name).append('>');
        }
        return this;
    }

    /** An element that holds only text. */
    public XmlText element(String name, String text) {
        return start(name).text(text).end();
    }

    /** The document in UTF-8. */
    public byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void endTag() {
        if (isInTag) {
            out.append('>');
            isInTag = false;
        }
    }

    private void escape(String text, boolean isAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(isAttribute ? "&quot;" : "\"");
                case '\n' -> out.append(isAttribute ? "&#xA;" : "\n");
                case '\r' -> out.append("&#xD;");
                case '\u0085', '\u2028' ->
                    out.append("&#x").append(Integer.toHexString(c)).append(';');
                default -> append(c);
            }
        }
    }

    /** XML has no way to say most control characters; S3 writes them like this all the same. */
    private void append(char c) {
        if (c < ' ' && c != '\t') {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
        } else {
            out.append(c);
        }
    }
}
