package davit.deploy.aws.schema;

/** What a property holds. */
public enum Kind {
    /** A text; a resource that is given in its place means its id. */
    TEXT,
    /** A number. */
    NUMBER,
    /** True or false. */
    BOOL,
    /** Texts whose order counts. */
    TEXTS,
    /** Texts whose order does not count. */
    TEXT_SET,
    /** Texts by names that the user chooses: tags, environment variables. */
    MAP,
    /** A JSON document as text; an object that is given in its place is written as JSON. */
    JSON,
    /** An object with fields. */
    BLOCK,
    /** Objects with fields. */
    BLOCKS,
    /** A file or a folder. */
    ASSET
}
