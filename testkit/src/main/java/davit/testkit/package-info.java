/** Fakes of the ports, and the contracts that fakes and real things both keep. */
@NullMarked
package davit.testkit;

import org.jspecify.annotations.NullMarked;
