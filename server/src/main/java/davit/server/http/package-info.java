/** Jetty, turned into {@link davit.base.http.HttpHandler}s. Start at {@link davit.server.http.HttpServer}. */
@NullMarked
package davit.server.http;

import org.jspecify.annotations.NullMarked;
