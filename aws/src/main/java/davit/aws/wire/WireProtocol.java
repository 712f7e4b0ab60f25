package davit.aws.wire;

import davit.base.http.HttpResponse;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One of AWS's wire protocols: how members of requests and responses are found in HTTP messages.
 *
 * <p>Thread safety: implementations are called from many threads at once.
 */
public interface WireProtocol {
    /**
     * Fills a request's builder.
     *
     * @throws MalformedRequestException if the message is not of the protocol's form, or a value not of its member's type
     */
    void read(WireRequest request, SdkPojo input);

    /** The answer that carries a response's members; without the stream that may follow it. */
    HttpResponse write(ResponseForm form, SdkPojo output);

    /** The answer to a request that failed. */
    HttpResponse error(WireError error);
}
