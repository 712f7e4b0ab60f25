/** Members in paths, queries, headers and the status. Start at {@link davit.aws.wire.rest.HttpBindings}. */
@NullMarked
package davit.aws.wire.rest;

import org.jspecify.annotations.NullMarked;
