/**
 * What every module may use, one package a subject; a class comes here only when two modules need it.
 *
 * <p>Start with {@link davit.base.storage} for what survives a restart and {@link davit.base.http} for messages.
 */
@NullMarked
package davit.base;

import org.jspecify.annotations.NullMarked;
