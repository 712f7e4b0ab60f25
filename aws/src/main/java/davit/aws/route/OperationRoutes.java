package davit.aws.route;

import davit.aws.shape.OperationShape;
import davit.aws.shape.QueryString;
import davit.base.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the operation of a request by the rules of a protocol.
 *
 * <p>Thread safety: implementations are called from many threads at once.
 */
public interface OperationRoutes {
    /** The operation that {@code request} asks for. */
    Optional<Match> find(Head request);

    /** What the request calls the operation, for the message that there is none. */
    String asked(Head request);

    /**
     * What tells a request's operation.
     *
     * @param method the HTTP method
     * @param path the path's segments, still encoded; that in the host before them
     * @param query the parameters of the query
     * @param headers the headers
     * @param form the parameters of the body where it is a form
     */
    record Head(String method, List<String> path, QueryString query, HttpHeaders headers, QueryString form) {}

    /**
     * An operation that was found.
     *
     * @param shape the operation
     * @param labels the values in the path
     */
    record Match(OperationShape shape, Map<String, String> labels) {}
}
