/** AWS as a protocol, and the ports between services; knows no service. */
@NullMarked
package davit.aws;

import org.jspecify.annotations.NullMarked;
