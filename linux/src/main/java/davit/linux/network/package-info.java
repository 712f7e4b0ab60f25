/** Network namespaces. Start at {@link davit.linux.network.NetworkNamespace}. */
@NullMarked
package davit.linux.network;

import org.jspecify.annotations.NullMarked;
