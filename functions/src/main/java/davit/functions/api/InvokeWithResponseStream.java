package davit.functions.api;

import davit.aws.eventstream.EventMessage;
import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.RequestLimit;
import davit.base.http.HttpBody;
import davit.functions.engine.Served;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionReference;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationResult;
import davit.functions.model.LambdaError;
import davit.functions.model.Payload;
import davit.functions.model.QualifiedVersion;
import davit.functions.streaming.EventStreamBody;
import davit.functions.streaming.ResponsePipe;
import davit.functions.streaming.StreamedInvocation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;

/** Invokes a function whose answer reaches the client while it comes; what is not streamed comes in one piece. */
final class InvokeWithResponseStream
        implements Operation.Download<InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse> {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    InvokeWithResponseStream(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public RequestLimit requestLimit() {
        return new RequestLimit(Payload.MAX_EVENT_BYTES, "InvokeFunction");
    }

    private static FunctionReference reference(InvokeWithResponseStreamRequest input) {
        return FunctionReference.parseForReading(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(InvokeWithResponseStreamRequest input) {
        return InvokeRules.access(lambda, reference(input));
    }

    @Override
    public int successStatus(InvokeWithResponseStreamResponse output) {
        return output.statusCode();
    }

    @Override
    public Content<InvokeWithResponseStreamResponse> call(InvokeWithResponseStreamRequest input) {
        new Constraints()
                .oneOf("invocationType", input.invocationTypeAsString(), List.of("RequestResponse", "DryRun"))
                .oneOf("logType", input.logTypeAsString(), List.of("None", "Tail"))
                .check();
        FunctionReference reference = reference(input);
        QualifiedVersion target = InvokeRules.target(lambda, reference);
        InvokeWithResponseStreamResponse.Builder response = InvokeWithResponseStreamResponse.builder()
                .executedVersion(target.number())
                .statusCode(OK)
                .responseStreamContentType(EventMessage.CONTENT_TYPE);
        if ("DryRun".equals(input.invocationTypeAsString())) {
            return new Content<>(response.statusCode(NO_CONTENT).build(), HttpBody.EMPTY);
        }
        Payload payload = InvokeRules.payload(input.payload(), false);
        Served served = InvokeRules.served(target);
        InvokeRules.checkNetwork(lambda, served);
        Invocation invocation = new Invocation(
                RequestContext.current().requestId(),
                reference.arn().toString(),
                payload,
                InvokeRules.clientContext(input.clientContext()),
                lambda.clock().ids().traceId(lambda.clock().time().now().getEpochSecond()),
                "Tail".equals(input.logTypeAsString()));
        return new Content<>(response.build(), new EventStreamBody(begin(served, invocation)));
    }

    private ResponsePipe begin(Served served, Invocation invocation) {
        try {
            ResponsePipe pipe = StreamedInvocation.begin(
                    lambda.dispatcher(), served, invocation, lambda.clock().time());
            Optional<InvocationResult> result = pipe.result();
            if (result.isPresent() && !result.get().outcome().hasRun()) {
                throw InvokeRules.notRun(result.get().outcome());
            }
            return pipe;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LambdaError.SERVICE.because("The platform is shutting down.");
        }
    }
}
