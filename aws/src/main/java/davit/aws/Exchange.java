package davit.aws;

import davit.aws.failure.Failure;
import davit.aws.operation.Caller;
import davit.aws.operation.Held;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.RequestLimit;
import davit.aws.operation.ServiceTrait;
import davit.aws.route.OperationRoutes.Head;
import davit.aws.route.OperationRoutes.Match;
import davit.aws.route.ResourceInHost;
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
import davit.base.concurrent.ByteBudget.Room;
import davit.base.http.HttpBody;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What happens to a request at its service.
 *
 * @param memory the room for bodies
 * @param settings the account
 * @param signatures checks who signed
 * @param calls performs operations
 */
record Exchange(RequestMemory memory, AwsSettings settings, SignatureVerifier signatures, OperationCall calls) {
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
        Head head = ServiceRouter.head(arrival, service, ServiceRouter.NO_FORM);
        Optional<Match> byHead = service.routes().find(head);
        Optional<Operation<?, ?>> likely =
                byHead.flatMap(match -> service.operation(match.shape().name()));
        RequestLimit limit = likely.<RequestLimit>map(Operation::requestLimit)
                .orElse(new RequestLimit(RequestLimit.USUAL_BYTES, "requested"));
        boolean isStreamed = likely.filter(Operation.Upload.class::isInstance).isPresent()
                && arrival.request().headers().first(SignedContent.HASH_HEADER).isPresent();
        if (isStreamed) {
            return answer(arrival, service, head, limit);
        }
        UnannouncedBody body = memory.body(arrival.request(), limit, service.vocabulary());
        try (Room _ = memory.take(arrival.request(), limit, service.vocabulary())) {
            return answer(arrival.with(body), service, head, limit);
        } finally {
            body.giveBack();
        }
    }

    private HttpResponse answer(Arrival arrival, HostedService service, Head head, RequestLimit limit)
            throws IOException {
        Optional<Match> byHead = service.routes().find(head);
        Payload payload = Payload.of(arrival, service, limit);
        Sender sender = authenticate(arrival, service, payload);
        SignedContent content =
                SignedContent.open(payload.request(), payload.hash(), sender.seal(), service.vocabulary());
        Body form = isForm(service) ? payload.read(content, service, limit) : null;
        Head whole = form == null ? head : ServiceRouter.head(arrival, service, parameters(form));
        Match match = (form == null ? byHead : service.routes().find(whole)).orElseThrow(() -> unknown(whole, service));
        Operation<?, ?> operation =
                service.operation(match.shape().name()).orElseThrow(() -> notImplemented(match, service));
        Body body = form != null
                ? form
                : operation instanceof Operation.Upload<?, ?> ? Body.EMPTY : payload.read(content, service, limit);
        RequestContext context = context(arrival, sender);
        AwsRequest input = read(arrival, service, match, body);
        return holding(context.held(), () -> {
            OperationCall.Outcome outcome = calls.perform(operation, input, content, context, service.vocabulary());
            return written(outcome, operation, match, arrival, service);
        });
    }

    private interface Answer {
        HttpResponse make() throws IOException;
    }

    /** What the answer needs is held until it is written. */
    private static HttpResponse holding(Held held, Answer answer) throws IOException {
        boolean isMade = false;
        try {
            HttpResponse response = answer.make();
            HttpBody body = HttpBody.closing(response.body(), held::close);
            isMade = true;
            return new HttpResponse(response.status(), response.headers(), body);
        } finally {
            if (!isMade) {
                held.close();
            }
        }
    }

    private static HttpResponse written(
            OperationCall.Outcome outcome,
            Operation<?, ?> operation,
            Match match,
            Arrival arrival,
            HostedService service) {
        ResponseForm responseForm = new ResponseForm(
                match.shape().name(),
                outcome.status(),
                operation.xmlRoot().orElse(""),
                outcome.stream().isPresent(),
                arrival.requestId());
        HttpResponse response = service.wire().write(responseForm, outcome.response());
        return outcome.stream()
                .map(stream -> new HttpResponse(response.status(), response.headers(), stream))
                .orElse(response);
    }

    private static AwsRequest read(Arrival arrival, HostedService service, Match match, Body body) {
        WireRequest request = new WireRequest(
                match.labels(),
                arrival.query(),
                SignedContent.withoutChunks(arrival.request().headers()),
                body);
        SdkPojo input = match.shape().newInput().get();
        service.wire().read(request, input);
        AwsRequest built = (AwsRequest) Members.build(input);
        List<String> missing = service.required().missing(built);
        if (!missing.isEmpty()) {
            throw service.vocabulary().because(Failure.MISSING_MEMBERS, sentence(missing));
        }
        return built;
    }

    private static String sentence(List<String> missing) {
        return missing.stream()
                .map(path -> "Value null at '" + path + "' failed to satisfy constraint: Member must not be null")
                .collect(Collectors.joining(
                        "; ",
                        missing.size() + " validation error" + (missing.size() == 1 ? "" : "s") + " detected: ",
                        ""));
    }

    private static boolean isForm(HostedService service) {
        return service.description().protocol() == AwsService.Protocol.AWS_QUERY;
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
            case SignatureClaim.Version2 claim -> {
                if (!service.has(ServiceTrait.PATH_SIGNED_AS_SENT)) {
                    throw service.vocabulary().because(Failure.NO_SIGNATURE);
                }
                Caller caller = signatures.verify(
                        arrival.request(),
                        arrival.query(),
                        claim,
                        ResourceInHost.find(
                                arrival.hostLabels(), service.description().signingName()),
                        service.vocabulary());
                yield new Sender(caller, settings.defaultRegion(), null);
            }
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

    private static QueryString parameters(Body form) {
        return QueryString.parse(new String(form.bytes(), StandardCharsets.UTF_8));
    }

    private static RuntimeException unknown(Head head, HostedService service) {
        return service.vocabulary().explains()
                ? service.vocabulary().because(Failure.UNKNOWN_OPERATION)
                : service.vocabulary()
                        .because(
                                Failure.UNKNOWN_OPERATION,
                                "Could not find operation " + service.routes().asked(head));
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
