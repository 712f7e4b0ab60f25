package davit.functions.model;

import java.util.List;

/** The instruction set of a function. */
public enum Architecture {
    /** 64-bit x86. */
    X86_64("x86_64", "amd64"),
    /** 64-bit ARM. */
    ARM64("arm64", "arm64");

    /** Lambda's words for them, in Lambda's order. */
    public static final List<String> WORDS = List.of("x86_64", "arm64");

    private final String word;
    private final String imageWord;

    Architecture(String word, String imageWord) {
        this.word = word;
        this.imageWord = imageWord;
    }

    /** Lambda's word. */
    public String word() {
        return word;
    }

    /** The word of OCI images, {@code amd64}. */
    public String imageWord() {
        return imageWord;
    }

    /** The architecture that Lambda calls so; one of {@link #WORDS}. */
    public static Architecture of(String word) {
        return word.equals(ARM64.word) ? ARM64 : X86_64;
    }
}
