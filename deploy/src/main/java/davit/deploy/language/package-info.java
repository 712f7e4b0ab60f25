/**
 * Runs programs in their own languages. Start at {@link davit.deploy.language.LanguageHost}.
 */
@NullMarked
package davit.deploy.language;

import org.jspecify.annotations.NullMarked;
