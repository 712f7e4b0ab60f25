/**
 * Functions at addresses of their own, which answer plain HTTP. Start at {@link davit.functions.urls.UrlHandler}.
 */
@NullMarked
package davit.functions.urls;

import org.jspecify.annotations.NullMarked;
