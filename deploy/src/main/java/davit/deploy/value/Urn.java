package davit.deploy.value;

/**
 * The name of a resource in a stack: {@code urn:pulumi:STACK::PROJECT::PARENT_TYPE$TYPE::NAME}.
 *
 * @param text the whole name
 */
public record Urn(String text) implements Comparable<Urn> {
    private static final String SCHEME = "urn:pulumi:";
    private static final String STACK_TYPE = "pulumi:pulumi:Stack";
    private static final int PARTS = 4;

    /** Checks the form. */
    public Urn {
        if (!text.startsWith(SCHEME) || text.split("::", PARTS).length != PARTS) {
            throw new IllegalArgumentException("'" + text + "' is not a URN (urn:pulumi:STACK::PROJECT::TYPE::NAME)");
        }
    }

    /** The URN of a resource without a parent, or whose parent is the stack. */
    public static Urn of(String stack, String project, String type, String name) {
        return new Urn(SCHEME + stack + "::" + project + "::" + type + "::" + name);
    }

    /** The URN of the stack itself. */
    public static Urn ofStack(String stack, String project) {
        return of(stack, project, STACK_TYPE, project + "-" + stack);
    }

    /** The URN of a child of this resource; the stack's type is not part of its children's. */
    public Urn child(String type, String name) {
        String qualified = isStack() ? type : qualifiedType() + "$" + type;
        return of(stack(), project(), qualified, name);
    }

    /** The stack's name. */
    public String stack() {
        return part(0).substring(SCHEME.length());
    }

    /** The project's name. */
    public String project() {
        return part(1);
    }

    /** The types of the parents and of the resource, joined by {@code $}. */
    public String qualifiedType() {
        return part(2);
    }

    /** The resource's type token, as {@code aws:s3/bucket:Bucket}. */
    public String type() {
        String qualified = qualifiedType();
        return qualified.substring(qualified.lastIndexOf('$') + 1);
    }

    /** The name that the program gave. */
    public String name() {
        return part(3);
    }

    /** Whether this is the stack. */
    public boolean isStack() {
        return qualifiedType().equals(STACK_TYPE);
    }

    private String part(int index) {
        return text.split("::", PARTS)[index];
    }

    @Override
    public int compareTo(Urn other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
