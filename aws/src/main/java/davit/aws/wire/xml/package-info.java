/** XML bodies: restXml, and the answers of the query protocol. Start at {@link davit.aws.wire.xml.RestXml}. */
@NullMarked
package davit.aws.wire.xml;

import org.jspecify.annotations.NullMarked;
