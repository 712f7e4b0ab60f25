package davit.aws.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path and the fixed query of an operation: {@code /functions/{FunctionName}?x=y}, {@code /{Bucket}/{Key+}?acl}.
 *
 * @param segments the path's segments
 * @param fixedQuery the parameters that must be there; an empty value stands for any
 */
public record UriPattern(List<Segment> segments, Map<String, String> fixedQuery) {
    /** Keeps copies. */
    public UriPattern {
        segments = List.copyOf(segments);
        fixedQuery = Map.copyOf(fixedQuery);
    }

    /** What stands between two slashes. */
    public sealed interface Segment {
        /** Text that must be there. */
        record Literal(String text) implements Segment {}

        /** One segment that is a member's value. */
        record Label(String member) implements Segment {}

        /** The rest of the path, slashes included, that is a member's value. */
        record GreedyLabel(String member) implements Segment {}
    }

    /** Reads a pattern as AWS's models write it. */
    public static UriPattern parse(String uri) {
        int questionMark = uri.indexOf('?');
        String path = questionMark < 0 ? uri : uri.substring(0, questionMark);
        Map<String, String> query = new HashMap<>();
        if (questionMark >= 0) {
            for (String parameter : uri.substring(questionMark + 1).split("&", -1)) {
                int equals = parameter.indexOf('=');
                query.put(
                        equals < 0 ? parameter : parameter.substring(0, equals),
                        equals < 0 ? "" : parameter.substring(equals + 1));
            }
        }
        return new UriPattern(
                RawPath.segments(path).stream().map(UriPattern::segment).toList(), query);
    }

    private static Segment segment(String text) {
        if (!text.startsWith("{")) {
            return new Segment.Literal(text);
        }
        return text.endsWith("+}")
                ? new Segment.GreedyLabel(text.substring(1, text.length() - 2))
                : new Segment.Label(text.substring(1, text.length() - 1));
    }

    /** Whether {@code member} is a label of the path. */
    public boolean hasLabel(String member) {
        return segments.contains(new Segment.Label(member)) || segments.contains(new Segment.GreedyLabel(member));
    }

    /** The values of the labels, decoded, if {@code path} has this form; a slash at its end is passed over. */
    public Optional<Map<String, String>> match(List<String> path) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            if (i >= path.size()) {
                return Optional.empty();
            }
            switch (segments.get(i)) {
                case Segment.GreedyLabel(String member) -> {
                    String rest = String.join("/", path.subList(i, path.size()));
                    labels.put(member, RawPath.decode(rest));
                    return rest.isEmpty() ? Optional.empty() : Optional.of(labels);
                }
                case Segment.Label(String member) -> {
                    if (path.get(i).isEmpty()) {
                        return Optional.empty();
                    }
                    labels.put(member, RawPath.decode(path.get(i)));
                }
                case Segment.Literal(String text) -> {
                    if (!text.equals(path.get(i)) && !text.equals(RawPath.decode(path.get(i)))) {
                        return Optional.empty();
                    }
                }
            }
        }
        boolean isAtEnd = path.size() == segments.size()
                || (path.size() == segments.size() + 1 && path.getLast().isEmpty());
        return isAtEnd ? Optional.of(labels) : Optional.empty();
    }

    /** Whether the fixed parameters are in {@code query}. */
    public boolean isIn(QueryString query) {
        return fixedQuery.entrySet().stream()
                .allMatch(fixed -> query.first(fixed.getKey())
                        .filter(value ->
                                fixed.getValue().isEmpty() || fixed.getValue().equals(value))
                        .isPresent());
    }

    /** How much a request must have to match: of two patterns that match, the one that asks for more is meant. */
    public int weight() {
        int literals = 0;
        int labels = 0;
        for (Segment segment : segments) {
            if (segment instanceof Segment.Literal) {
                literals++;
            } else if (segment instanceof Segment.Label) {
                labels++;
            }
        }
        return fixedQuery.size() * 100 + literals * 10 + labels;
    }
}
