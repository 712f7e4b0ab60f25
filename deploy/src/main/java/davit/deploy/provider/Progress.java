package davit.deploy.provider;

/** Told what happens during a long call; shown below the resource's line. */
@FunctionalInterface
public interface Progress {
    /** Says nothing to anybody. */
    Progress SILENT = _ -> {};

    /** One line, without its end. */
    void line(String text);
}
