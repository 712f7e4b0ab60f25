/** What the machine offers, and how to get what it lacks. Start at {@link davit.cli.doctor.Machine}. */
@NullMarked
package davit.cli.doctor;

import org.jspecify.annotations.NullMarked;
