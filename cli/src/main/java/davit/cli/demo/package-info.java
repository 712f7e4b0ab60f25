/** The parts of {@code davit demo}: its video, its steps, its picture. Start at {@link davit.cli.DemoCommand}. */
@NullMarked
package davit.cli.demo;

import org.jspecify.annotations.NullMarked;
