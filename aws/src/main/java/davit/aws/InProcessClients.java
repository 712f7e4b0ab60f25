package davit.aws;

import davit.aws.operation.Caller;
import davit.aws.operation.RequestContext;
import davit.aws.port.Authorizer;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The SDK's clients without HTTP between: a call of {@code LambdaClient} runs the operation in the same process, after
 * the same check of access, and fails with the SDK's own exceptions. What passes with one of these passes with a real
 * client, but for what is only on the wire.
 *
 * <p>Thread safety: every method may be called from any thread; so may the clients.
 */
public final class InProcessClients {
    private static final URI ENDPOINT = URI.create("http://localhost");

    private final AwsSettings settings;
    private final OperationCall calls;
    private final RandomGenerator random;

    /**
     * Clients of one account.
     *
     * @param settings the account, and the region of every call
     * @param authorizer decides what callers may do
     * @param random makes the ids of requests
     */
    public InProcessClients(AwsSettings settings, Authorizer authorizer, RandomGenerator random) {
        this.settings = settings;
        this.calls = new OperationCall(authorizer);
        this.random = random;
    }

    /**
     * A client of a service.
     *
     * @param service the service
     * @param type the client's interface, that of {@code service}
     * @param caller who calls
     */
    public <C> C client(AwsService service, Class<C> type, Caller caller) {
        if (!service.client().equals(type)) {
            throw new IllegalArgumentException(type + " is not the client of " + service.signingName());
        }
        HostedService hosted = HostedService.of(service);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                new ClientInvocations(hosted, calls, () -> context(caller))));
    }

    private RequestContext context(Caller caller) {
        return new RequestContext(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                caller,
                settings.account(),
                settings.defaultRegion(),
                ENDPOINT,
                "127.0.0.1");
    }
}
