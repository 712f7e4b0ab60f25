package davit.aws.operation;

import davit.base.http.HttpBody;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * One operation of an AWS service, in the SDK's own types. The class has the operation's name.
 *
 * <p>Which HTTP request it answers, and how, is found from the metadata of {@code I} and {@code O}. It runs on a
 * virtual thread of its own within a {@link RequestContext}, after the caller's access was allowed. The user's mistake
 * is a {@link ServiceException}.
 *
 * <p>Thread safety: called from many threads at once.
 *
 * @param <I> the request
 * @param <O> the response
 */
public sealed interface Operation<I extends AwsRequest, O extends AwsResponse> {
    /** What the caller must be allowed to do; all of it is checked before the call. */
    List<Access> access(I input);

    /** The HTTP status of success; the SDK's metadata does not carry it. */
    default int successStatus() {
        return 200;
    }

    /** The HTTP status of this success, where it depends on the answer: a part of an object is 206. */
    default int successStatus(O output) {
        return successStatus();
    }

    /** The name of the root element of an XML answer where it is not the operation's name and {@code Result}. */
    default Optional<String> xmlRoot() {
        return Optional.empty();
    }

    /** How large the request may be; a stream is not bound by it. */
    default RequestLimit requestLimit() {
        return new RequestLimit(RequestLimit.USUAL_BYTES, getClass().getSimpleName());
    }

    /** An operation whose request and response fit in memory: nearly all. */
    non-sealed interface Plain<I extends AwsRequest, O extends AwsResponse> extends Operation<I, O> {
        /**
         * Performs the operation.
         *
         * @throws ServiceException if the request cannot be met, by the user's mistake
         */
        O call(I input);
    }

    /** An operation whose request carries a stream, as {@code PutObject}. */
    non-sealed interface Upload<I extends AwsRequest, O extends AwsResponse> extends Operation<I, O> {
        /**
         * Performs the operation.
         *
         * @param content what the client sends
         * @throws ServiceException if the request cannot be met, by the user's mistake
         * @throws IOException if reading {@code content} failed, as when the client broke off; nothing of the upload is kept
         */
        O call(I input, UploadContent content) throws IOException;
    }

    /** An operation whose response carries a stream, as {@code GetObject}. */
    non-sealed interface Download<I extends AwsRequest, O extends AwsResponse> extends Operation<I, O> {
        /**
         * Performs the operation.
         *
         * @throws ServiceException if the request cannot be met, by the user's mistake
         */
        Content<O> call(I input);
    }

    /**
     * A response with the stream that follows it.
     *
     * @param <O> the response
     * @param response the response, its content length among its members
     * @param stream the bytes; closed by whoever receives this
     */
    record Content<O extends AwsResponse>(O response, HttpBody stream) {}
}
