package davit.aws.operation;

import java.net.URI;

/**
 * What is known of the request that is being answered, besides its own members.
 *
 * @param requestId the id that the client gets in the response's header
 * @param caller who asks
 * @param account the account that the resources belong to, twelve digits
 * @param region the region of the signature's scope
 * @param endpoint scheme, host and port by which the client reached the server, without a path
 * @param remoteAddress the client's IP address
 */
public record RequestContext(
        String requestId, Caller caller, String account, String region, URI endpoint, String remoteAddress) {
    /** The context of the request that the current thread answers. */
    public static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    /** The context of the request that the current thread answers. */
    public static RequestContext current() {
        return CURRENT.get();
    }
}
