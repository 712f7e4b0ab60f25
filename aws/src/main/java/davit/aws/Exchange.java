package davit.aws;

import davit.aws.failure.Failure;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceTrait;
import davit.aws.route.OperationRoutes.Head;
import davit.aws.route.OperationRoutes.Match;
import davit.aws.shape.QueryString;
import davit.aws.sigv4.Seal;
import davit.aws.sigv4.SignatureClaim;
import davit.aws.sigv4.SignatureVerifier;
import davit.aws.sigv4.SignatureVerifier.Verified;
import davit.aws.sigv4.SignedContent;
import davit.aws.wire.Members;
import davit.aws.wire.ResponseForm;
import davit.aws.wire.WireRequest;
import davit.aws.wire.WireRequest.Body;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What happens to a request at its service.
 *
 * @param settings the account
 * @param signatures checks who signed
 * @param calls performs operations
 */
record Exchange(AwsSettings settings, SignatureVerifier signatures, OperationCall calls) {
    /** A caller, and what the body's parts are checked with. */
    private record Sender(
            Caller caller, String region, @Nullable Seal seal) {}

    /**
     * Answers a request.
     *
     * @throws davit.aws.operation.ServiceException if it is refused
     * @throws davit.aws.wire.MalformedRequestException if it cannot be read
     */
    HttpResponse answer(Arrival arrival, HostedService service) throws IOException {
        Payload payload = Payload.of(arrival, service);
        Sender sender = authenticate(arrival, service, payload);
        SignedContent content =
                SignedContent.open(payload.request(), payload.hash(), sender.seal(), service.vocabulary());
        Body form = service.description().protocol() == AwsService.Protocol.AWS_QUERY
                ? Payload.read(content, service)
                : null;
        Match match = find(arrival, service, form);
        Operation<?, ?> operation =
                service.operation(match.shape().name()).orElseThrow(() -> notImplemented(match, service));
        Body body = form != null
                ? form
                : operation instanceof Operation.Upload<?, ?> ? Body.EMPTY : Payload.read(content, service);
        SdkPojo input = match.shape().newInput().get();
        service.wire()
                .read(
                        new WireRequest(
                                match.labels(),
                                arrival.query(),
                                SignedContent.withoutChunks(arrival.request().headers()),
                                body),
                        input);
        OperationCall.Outcome outcome = calls.perform(
                operation, (AwsRequest) Members.build(input), content, context(arrival, sender), service.vocabulary());
        HttpResponse response = service.wire()
                .write(
                        new ResponseForm(
                                match.shape().name(),
                                operation.successStatus(),
                                operation.xmlRoot().orElse(""),
                                outcome.stream().isPresent(),
                                arrival.requestId()),
                        outcome.response());
        return outcome.stream()
                .map(stream -> new HttpResponse(response.status(), response.headers(), stream))
                .orElse(response);
    }

    private Sender authenticate(Arrival arrival, HostedService service, Payload payload) {
        return switch (arrival.claim()) {
            case SignatureClaim.None _ -> {
                if (!service.has(ServiceTrait.ANONYMOUS_CALLERS)) {
                    throw service.vocabulary().because(Failure.NO_SIGNATURE);
                }
                yield new Sender(new Caller.Anonymous(), settings.defaultRegion(), null);
            }
            case SignatureClaim.Unreadable(String reason) ->
                throw service.vocabulary().because(Failure.INCOMPLETE_SIGNATURE, reason);
            case SignatureClaim.Signed signed -> {
                Verified verified = signatures.verify(
                        arrival.request(),
                        signed,
                        payload.hash(),
                        service.has(ServiceTrait.PATH_SIGNED_AS_SENT),
                        service.vocabulary());
                yield new Sender(verified.caller(), signed.scope().region(), verified.seal());
            }
        };
    }

    private static Match find(Arrival arrival, HostedService service, @Nullable Body form) {
        QueryString parameters = form == null
                ? ServiceRouter.NO_FORM
                : QueryString.parse(new String(form.bytes(), StandardCharsets.UTF_8));
        Head head = ServiceRouter.head(arrival, service, parameters);
        return service.routes()
                .find(head)
                .orElseThrow(() -> service.vocabulary()
                        .because(
                                Failure.UNKNOWN_OPERATION,
                                service.vocabulary().explains()
                                        ? service.vocabulary()
                                                .because(Failure.UNKNOWN_OPERATION)
                                                .text()
                                        : "Could not find operation "
                                                + service.routes().asked(head)));
    }

    private static RuntimeException notImplemented(Match match, HostedService service) {
        return service.vocabulary()
                .because(
                        Failure.NOT_IMPLEMENTED,
                        "The operation " + match.shape().name() + " is not implemented.",
                        Map.of());
    }

    private RequestContext context(Arrival arrival, Sender sender) {
        return new RequestContext(
                arrival.requestId(),
                sender.caller(),
                settings.account(),
                sender.region(),
                endpoint(arrival.request()),
                arrival.request().origin().remoteAddress());
    }

    private static URI endpoint(HttpRequest request) {
        try {
            return new URI("http://" + request.headers().first("host").orElse("localhost"));
        } catch (URISyntaxException _) { // a host that no client could have reached
            return URI.create("http://localhost");
        }
    }
}
