/**
 * What an image is built from: a folder, a Dockerfile, arguments. Start at {@link davit.images.context.BuildContext}.
 */
@NullMarked
package davit.images.context;

import org.jspecify.annotations.NullMarked;
