/** The composition root: plain constructors, configuration, the HTTP server. */
@NullMarked
package davit.server;

import org.jspecify.annotations.NullMarked;
