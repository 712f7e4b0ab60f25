package davit.services.s3.model;

/**
 * By what an event came about.
 *
 * @param name {@code ObjectCreated:Put}
 * @param principalId who did it
 * @param sourceAddress from which IP address
 * @param requestId by which request
 */
public record EventCause(String name, String principalId, String sourceAddress, String requestId) {}
