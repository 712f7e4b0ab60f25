package davit.deploy.event;

/** What is done to a resource. */
public enum Operation {
    /** Nothing: it is as it should be. */
    SAME,
    /** It is made. */
    CREATE,
    /** It is changed in place. */
    UPDATE,
    /** A new one is made in its place. */
    REPLACE,
    /** It is deleted. */
    DELETE,
    /** It was replaced, and the old one is deleted. */
    DELETE_REPLACED,
    /** It is looked up. */
    READ,
    /** It exists already and is taken over. */
    IMPORT,
    /** It is compared with what the cloud has. */
    REFRESH,
    /** It is forgotten, and goes on to exist. */
    RETAIN
}
