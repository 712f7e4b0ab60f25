/** What functions would have cost on AWS. Start at {@link davit.cli.cost.Bill}. */
@NullMarked
package davit.cli.cost;

import org.jspecify.annotations.NullMarked;
