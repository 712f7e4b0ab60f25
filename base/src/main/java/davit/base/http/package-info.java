/**
 * HTTP messages without a server: what AWS's protocols, the registry and the pages are written against.
 *
 * <p>Start at {@link davit.base.http.HttpHandler}.
 */
@NullMarked
package davit.base.http;

import org.jspecify.annotations.NullMarked;
