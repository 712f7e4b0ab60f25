/**
 * Pulumi's gRPC protocol: translates what a program's SDK asks for, and serves it on a loopback port. Start at {@link
 * davit.deploy.monitor.MonitorServer}.
 */
@NullMarked
package davit.deploy.monitor;

import org.jspecify.annotations.NullMarked;
