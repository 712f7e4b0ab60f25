package davit.aws;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.failure.Failure;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer;
import davit.aws.port.CredentialSource;
import davit.aws.shape.QueryString;
import davit.aws.sigv4.SignatureReader;
import davit.aws.sigv4.SignatureVerifier;
import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.WireError;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.json.AwsJson;
import davit.aws.wire.json.RestJson;
import davit.aws.wire.query.AwsQuery;
import davit.base.http.HttpHandler;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.time.Time;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers AWS requests: finds the service, checks the signature, finds the operation, reads the request, checks the
 * caller's access, performs the operation, and writes the response, or the error in the protocol's own form.
 *
 * <p>Thread safety: called from many threads at once.
 */
public final class AwsHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AwsHandler.class);

    private final ServiceRouter router;
    private final Exchange exchanges;
    private final RandomGenerator random;

    /**
     * A handler for these services.
     *
     * @param settings the account
     * @param services what is offered
     * @param credentials the keys that requests may be signed with
     * @param authorizer decides what callers may do
     * @param time the clock that signatures are measured by
     * @param random makes the ids of requests
     */
    public AwsHandler(
            AwsSettings settings,
            List<AwsService> services,
            CredentialSource credentials,
            Authorizer authorizer,
            Time time,
            RandomGenerator random) {
        this.router = new ServiceRouter(services.stream().map(HostedService::of).toList());
        this.exchanges = new Exchange(
                new RequestMemory(), settings, new SignatureVerifier(credentials, time), new OperationCall(authorizer));
        this.random = random;
    }

    @Override
    public HttpResponse answer(HttpRequest request) throws IOException {
        QueryString query = QueryString.parse(request.rawQuery());
        Arrival arrival = new Arrival(
                request,
                query,
                SignatureReader.read(request, query),
                new UUID(random.nextLong(), random.nextLong()).toString());
        Optional<HostedService> service = router.find(arrival);
        return service.isPresent() ? answer(arrival, service.get()) : unknownService(arrival);
    }

    private HttpResponse answer(Arrival arrival, HostedService service) throws IOException {
        try {
            return exchanges.answer(arrival, service);
        } catch (ServiceException e) {
            return refused(e, arrival, service.wire());
        } catch (MalformedRequestException e) {
            return refused(malformed(e, service.vocabulary()), arrival, service.wire());
        } catch (RuntimeException e) {
            LOG.error("request {} failed", arrival.requestId(), e);
            return refused(service.vocabulary().because(Failure.INTERNAL), arrival, service.wire());
        }
    }

    private static HttpResponse refused(ServiceException e, Arrival arrival, WireProtocol wire) {
        Leftovers.drain(arrival.request());
        return wire.error(new WireError(
                e.error().code(),
                e.error().status(),
                e.text(),
                e.members(),
                arrival.requestId(),
                e.error().queryCode()));
    }

    private static ServiceException malformed(MalformedRequestException e, ErrorVocabulary vocabulary) {
        return vocabulary.explains()
                ? vocabulary.because(Failure.MALFORMED)
                : vocabulary.because(Failure.MALFORMED, e.text());
    }

    private static HttpResponse unknownService(Arrival arrival) {
        boolean isTargeted = arrival.request().headers().first("x-amz-target").isPresent();
        boolean isForm = arrival.request()
                .headers()
                .first("content-type")
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        WireProtocol wire = isTargeted ? new AwsJson("1.1", false) : isForm ? new AwsQuery("") : new RestJson();
        ErrorVocabulary vocabulary =
                isTargeted ? ErrorVocabulary.AWS_JSON : isForm ? ErrorVocabulary.QUERY : ErrorVocabulary.REST_JSON;
        String name = arrival.signed().map(signed -> signed.scope().service()).orElse("that is meant");
        return refused(
                vocabulary.because(Failure.NOT_IMPLEMENTED, "The service " + name + " is not implemented."),
                arrival,
                wire);
    }
}
