package davit.aws.wire;

import davit.aws.shape.QueryString;
import davit.base.http.HttpHeaders;
import java.util.Map;

/**
 * A request whose operation is known.
 *
 * @param labels the values of the path's labels, decoded
 * @param query the parameters of the query
 * @param headers the headers
 * @param body the body; that of a stream is not among it
 */
public record WireRequest(Map<String, String> labels, QueryString query, HttpHeaders headers, Body body) {
    /** A body that was read to its end. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Body(byte[] bytes) {
        /** No bytes. */
        public static final Body EMPTY = new Body(new byte[0]);

        /** Whether there are no bytes. */
        public boolean isEmpty() {
            return bytes.length == 0;
        }
    }
}
