/** The properties of resource types: checks, defaults, differences. Start at {@link davit.deploy.aws.schema.Schema}. */
@NullMarked
package davit.deploy.aws.schema;

import org.jspecify.annotations.NullMarked;
