package davit.functions.engine;

import davit.aws.port.RoleSessions;
import davit.base.time.Time;
import davit.functions.logs.LogPump;
import davit.functions.port.FunctionImages;
import davit.functions.port.PlatformEndpoint;
import davit.functions.usage.UsageMeter;
import davit.sandbox.Sandboxes;
import java.util.random.RandomGenerator;

/**
 * What environments on this machine are made from.
 *
 * @param sandboxes makes the sandboxes
 * @param images gives their file trees
 * @param roles gives their credentials
 * @param endpoint serves the platform inside of them
 * @param logs takes their logs
 * @param usage counts what they use
 * @param time the clocks
 * @param random names them
 * @param settings the machine's settings
 */
public record LocalHost(
        Sandboxes sandboxes,
        FunctionImages images,
        RoleSessions roles,
        PlatformEndpoint endpoint,
        LogPump logs,
        UsageMeter usage,
        Time time,
        RandomGenerator random,
        HostSettings settings) {}
