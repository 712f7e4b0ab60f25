package davit.aws;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.failure.Failure;
import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.UploadContent;
import davit.aws.port.Authorizer;
import davit.aws.port.Authorizer.Decision;
import davit.base.http.HttpBody;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** Performs operations for those who may, whether they come over the wire or from the same process. */
final class OperationCall {
    private final Authorizer authorizer;

    OperationCall(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * What an operation gave.
     *
     * @param status the HTTP status
     * @param response the members
     * @param stream what follows them, if anything does
     */
    record Outcome(int status, AwsResponse response, Optional<HttpBody> stream) {}

    /**
     * Performs an operation within the context of its request.
     *
     * @throws davit.aws.operation.ServiceException if the caller may not, or the operation refuses
     */
    Outcome perform(
            Operation<?, ?> operation,
            AwsRequest input,
            UploadContent content,
            RequestContext context,
            ErrorVocabulary vocabulary)
            throws IOException {
        return ScopedValue.where(RequestContext.CURRENT, context).call(() -> {
            Operation<AwsRequest, ?> typed = typed(operation);
            for (Access access : typed.access(input)) {
                check(access, context, vocabulary);
            }
            return call(typed, input, content);
        });
    }

    /** The request was made by the operation's own builder, so that its type is the operation's. */
    @SuppressWarnings("unchecked")
    private static Operation<AwsRequest, ?> typed(Operation<?, ?> operation) {
        return (Operation<AwsRequest, ?>) operation;
    }

    private void check(Access access, RequestContext context, ErrorVocabulary vocabulary) {
        Access asked =
                access.where("aws:SourceIp", context.remoteAddress()).where("aws:RequestedRegion", context.region());
        if (authorizer.decide(context.caller(), asked) instanceof Decision.Denied(String message)) {
            throw vocabulary.because(Failure.ACCESS_DENIED, message);
        }
    }

    private static <O extends AwsResponse> Outcome call(
            Operation<AwsRequest, O> operation, AwsRequest input, UploadContent content) throws IOException {
        return switch (operation) {
            case Operation.Plain<AwsRequest, O> plain -> outcome(operation, plain.call(input), Optional.empty());
            case Operation.Upload<AwsRequest, O> upload ->
                outcome(operation, upload.call(input, content), Optional.empty());
            case Operation.Download<AwsRequest, O> download -> {
                Operation.Content<O> found = download.call(input);
                yield outcome(operation, found.response(), Optional.of(found.stream()));
            }
        };
    }

    @SuppressWarnings("checkstyle:IllegalType") // a component of Outcome, which may lack
    private static <O extends AwsResponse> Outcome outcome(
            Operation<AwsRequest, O> operation, O response, Optional<HttpBody> stream) {
        return new Outcome(operation.successStatus(response), response, stream);
    }
}
