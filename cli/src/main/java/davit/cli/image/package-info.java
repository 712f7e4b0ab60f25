/** Builds images for the command line and for deployments. Start at {@link davit.cli.image.LocalImageBuilder}. */
@NullMarked
package davit.cli.image;

import org.jspecify.annotations.NullMarked;
