package davit.deploy.provider;

import davit.deploy.value.Urn;
import java.time.Duration;

/**
 * What a call that talks to the cloud is about.
 *
 * @param urn the resource
 * @param timeout how long it may take; the program's custom timeout, else the engine's default
 * @param progress told what happens meanwhile
 */
public record OperationContext(Urn urn, Duration timeout, Progress progress) {}
