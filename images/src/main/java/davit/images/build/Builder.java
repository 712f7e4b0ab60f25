package davit.images.build;

import davit.images.context.BuildContext;
import davit.images.context.ImageBuildException;
import davit.images.oci.Digest;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A program that builds Dockerfiles. */
interface Builder {
    /** Its name for the user. */
    String name();

    /** Whether it reads public images from the registry that it pushes to, instead of from their own. */
    boolean pullsThrough();

    /**
     * Builds and pushes.
     *
     * @return the digest of what was pushed
     * @throws ImageBuildException with the program's own words
     */
    Digest build(Work work) throws ImageBuildException, IOException, InterruptedException;

    /**
     * One image to build.
     *
     * @param context what it is built from
     * @param bases the images that the Dockerfile starts from
     * @param destination where it is pushed to
     * @param progress told each line that the program writes
     */
    record Work(BuildContext context, List<BaseImage> bases, Destination destination, Consumer<String> progress) {
        /** Keeps a copy. */
        public Work {
            bases = List.copyOf(bases);
        }
    }
}
