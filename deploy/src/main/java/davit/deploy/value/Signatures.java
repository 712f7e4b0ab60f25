package davit.deploy.value;

/** The marks by which Pulumi's SDKs and state files tell special values from plain objects and texts. */
public final class Signatures {
    /** The member of an object that says what it stands for. */
    public static final String KEY = "4dabf18193072939515e22adb298388d";

    /** A secret. */
    public static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

    /** An asset. */
    public static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";

    /** An archive. */
    public static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

    /** A reference to a resource. */
    public static final String RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

    /** A value with the resources that it comes from. */
    public static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /** The text that stands for a value which is not known yet. */
    public static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private Signatures() {}
}
