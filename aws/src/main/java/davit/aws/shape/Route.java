package davit.aws.shape;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests of a REST protocol ask for an operation.
 *
 * @param operation the operation's name
 * @param method the HTTP method
 * @param uri the path and the fixed query, as AWS's models write them
 * @param queries further parameters of the query that must be there
 * @param headers headers that must be there
 */
public record Route(String operation, String method, String uri, List<String> queries, List<String> headers) {
    private static final int COLUMNS = 5;

    /** Keeps copies. */
    public Route {
        queries = List.copyOf(queries);
        headers = List.copyOf(headers);
    }

    /** Reads a line that {@link #line} wrote. */
    public static Route parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("not a route: " + line);
        }
        return new Route(columns[0], columns[1], columns[2], words(columns[3]), words(columns[4]));
    }

    private static List<String> words(String joined) {
        return Arrays.stream(joined.split(",", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The route on one line. */
    public String line() {
        return Stream.of(operation, method, uri, String.join(",", queries), String.join(",", headers))
                .collect(Collectors.joining("\t"));
    }
}
