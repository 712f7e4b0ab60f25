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
 * @param held what is held until the answer is written
 */
public record RequestContext(
        String requestId, Caller caller, String account, String region, URI endpoint, String remoteAddress, Held held) {
    /** The context of the request that the current thread answers. */
    public static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    /** A request that holds nothing yet. */
    public RequestContext(
            String requestId, Caller caller, String account, String region, URI endpoint, String remoteAddress) {
        this(requestId, caller, account, region, endpoint, remoteAddress, new Held());
    }

    /** The context of the request that the current thread answers. */
    public static RequestContext current() {
        return CURRENT.get();
    }
}
