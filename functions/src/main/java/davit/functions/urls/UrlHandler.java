package davit.functions.urls;

import davit.aws.Leftovers;
import davit.aws.Signers;
import davit.aws.Signers.Signer;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer.Decision;
import davit.base.concurrent.ByteBudget;
import davit.base.concurrent.ByteBudget.Room;
import davit.base.http.HttpBody;
import davit.base.http.HttpHandler;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.functions.api.ControlPlane;
import davit.functions.api.InvokeRules;
import davit.functions.engine.Served;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionUrl;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import davit.functions.model.Payload;
import davit.functions.model.QualifiedVersion;
import davit.functions.store.FunctionUrls.Owner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Answers at the addresses of functions: a request becomes an event, and what the function returns an answer.
 *
 * <p>Thread safety: called from many threads at once.
 */
public final class UrlHandler implements HttpHandler {
    private static final int SMALL_BODY_BYTES = 16 * 1024;

    /** The bodies of all requests that are being answered. */
    private static final int MAX_BODIES_BYTES = 8 * Payload.MAX_EVENT_BYTES;

    private static final String DENIED = "AccessDeniedException";

    private final ControlPlane lambda;
    private final Signers signers;
    private final ByteBudget bodies = new ByteBudget(MAX_BODIES_BYTES, Duration.ofSeconds(5));

    /** Answers for the functions of {@code lambda}. */
    public UrlHandler(ControlPlane lambda, Signers signers) {
        this.lambda = lambda;
        this.signers = signers;
    }

    /** An address that was found. */
    private record Target(UrlAddress address, Owner owner, FunctionUrl url) {
        String arn() {
            return (owner.qualifier().equals(FunctionReference.LATEST)
                            ? owner.function().arn()
                            : owner.function().arn(owner.qualifier()))
                    .toString();
        }
    }

    @Override
    public HttpResponse answer(HttpRequest request) throws IOException {
        Optional<Target> found = UrlAddress.of(request).flatMap(this::find);
        if (found.isEmpty()) {
            return UrlAnswer.refused(403, DENIED, null);
        }
        Target target = found.get();
        FunctionUrl.Cors rules = target.url().cors();
        if (rules == null) {
            return answer(request, target);
        }
        UrlCors cors = new UrlCors(rules);
        Optional<HttpResponse> preflight = cors.preflight(request);
        return preflight.isPresent() ? preflight.get() : cors.applied(request, answer(request, target));
    }

    private Optional<Target> find(UrlAddress address) {
        return lambda.stores()
                .urls()
                .owner(address.id())
                .flatMap(owner -> lambda.stores()
                        .urls()
                        .find(owner.function(), owner.qualifier())
                        .map(url -> new Target(address, owner, url)));
    }

    private HttpResponse answer(HttpRequest request, Target target) throws IOException {
        long announced = request.contentLength()
                .orElse(request.headers().first("transfer-encoding").isPresent() ? Payload.MAX_EVENT_BYTES : 0);
        if (announced > Payload.MAX_EVENT_BYTES) {
            Leftovers.drain(request);
            return tooLarge();
        }
        Optional<Room> taken = Optional.of(Room.NONE);
        try {
            if (announced > SMALL_BODY_BYTES) {
                taken = bodies.take((int) announced);
            }
            if (taken.isEmpty()) {
                Leftovers.drain(request);
                return throttled();
            }
            try (Room _ = taken.get()) {
                byte[] body = request.body().readNBytes(Payload.MAX_EVENT_BYTES + 1);
                if (body.length > Payload.MAX_EVENT_BYTES) {
                    Leftovers.drain(request);
                    return tooLarge();
                }
                return answer(request, target, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the platform is shutting down").initCause(e);
        }
    }

    private HttpResponse answer(HttpRequest request, Target target, byte[] body)
            throws IOException, InterruptedException {
        Signer signer = new Signer(new Caller.Anonymous(), "");
        if (target.url().authType().equals(FunctionUrl.AWS_IAM)) {
            Optional<Signer> signed = signers.find(request, body, "lambda");
            if (signed.isEmpty()) {
                return UrlAnswer.refused(403, DENIED, "Forbidden");
            }
            signer = signed.get();
        }
        if (!mayCall(signer.caller(), request, target)) {
            return UrlAnswer.refused(403, DENIED, "Forbidden");
        }
        UrlEvent.Call call = new UrlEvent.Call(
                lambda.clock().ids().uuid(),
                lambda.clock().ids().traceId(lambda.clock().time().now().getEpochSecond()),
                lambda.clock().time().now(),
                signer.accessKeyId());
        Payload event = new UrlEvent(request, target.address(), signer.caller()).payload(call, body);
        if (event.size() > Payload.MAX_EVENT_BYTES) {
            return tooLarge();
        }
        Invocation invocation = new Invocation(call.requestId(), target.arn(), event, null, call.traceId(), false);
        return invoke(target, invocation)
                .withHeader("x-amzn-requestid", call.requestId())
                .withHeader("x-amzn-trace-id", call.traceId().split(";", 2)[0]);
    }

    /** Whoever signed may by the function's policy or by its own; everybody else only by the function's. */
    private boolean mayCall(Caller caller, HttpRequest request, Target target) {
        Access access = new Access("lambda:InvokeFunctionUrl", target.arn(), Map.of(), policy(target))
                .where("lambda:FunctionUrlAuthType", target.url().authType())
                .where("aws:SourceIp", request.origin().remoteAddress());
        return lambda.account().authorizer().decide(caller, access) instanceof Decision.Allowed;
    }

    private Optional<String> policy(Target target) {
        return lambda.stores()
                .policies()
                .find(target.owner().function(), target.owner().qualifier())
                .map(policy -> policy.document());
    }

    private HttpResponse invoke(Target target, Invocation invocation) throws IOException, InterruptedException {
        Optional<QualifiedVersion> version = lambda.stores()
                .qualifiers()
                .route(target.owner().function(), target.owner().qualifier());
        if (version.isEmpty()) {
            return UrlAnswer.refused(403, DENIED, null);
        }
        try {
            Served served = InvokeRules.served(version.get());
            InvokeRules.checkNetwork(lambda, served);
            return target.url().isStreamed()
                    ? new StreamedAnswer(lambda.dispatcher(), lambda.clock().time()).to(served, invocation)
                    : whole(lambda.dispatcher().invoke(served, invocation));
        } catch (ServiceException e) {
            return UrlAnswer.refused(e.error().status(), e.error().code(), e.text());
        }
    }

    private static HttpResponse whole(InvocationResult result) {
        if (result.outcome() instanceof InvocationOutcome.Returned(Payload payload)) {
            HttpResponse answer = UrlAnswer.of(payload.bytes());
            return new HttpResponse(answer.status(), answer.headers(), HttpBody.closing(answer.body(), result::forget));
        }
        result.forget();
        return failed(result.outcome());
    }

    /** What is answered for an invocation that did not succeed. */
    static HttpResponse failed(InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.Throttled _ -> throttled();
            case InvocationOutcome.RoleNotAssumable _ ->
                UrlAnswer.refused(403, DENIED, "The role defined for the function cannot be assumed by Lambda.");
            case InvocationOutcome.PlatformFailed(String message) ->
                UrlAnswer.refused(500, "ServiceException", message);
            case InvocationOutcome.Returned _,
                    InvocationOutcome.HandlerFailed _,
                    InvocationOutcome.ResponseTooLarge _,
                    InvocationOutcome.TimedOut _,
                    InvocationOutcome.RuntimeExited _,
                    InvocationOutcome.InitFailed _ -> UrlAnswer.badGateway();
        };
    }

    private static HttpResponse throttled() {
        return UrlAnswer.refused(429, "TooManyRequestsException", "Rate Exceeded.");
    }

    private static HttpResponse tooLarge() {
        return UrlAnswer.refused(
                413,
                "RequestEntityTooLargeException",
                "Request must be smaller than " + Payload.MAX_EVENT_BYTES + " bytes for the InvokeFunction operation");
    }
}
