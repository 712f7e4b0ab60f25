package davit.aws.route;

import davit.aws.shape.Route;
import davit.aws.shape.SdkModel;
import davit.aws.shape.UriPattern;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * REST protocols: the operation follows from method, path, fixed query and the members that must be there.
 *
 * <p>The routes of a service's operations are read when the first request for it comes.
 */
public final class PathRoutes implements OperationRoutes {
    private static final Comparator<Known> MOST_DEMANDING_FIRST = Comparator.comparingInt(
                    (Known known) -> known.uri().weight())
            .thenComparingInt(known ->
                    known.route().queries().size() + known.route().headers().size())
            .reversed()
            .thenComparing(known -> known.route().operation());

    private final SdkModel model;
    private final Map<String, List<Known>> byMethod = new ConcurrentHashMap<>();

    /** The routes of a service. */
    public PathRoutes(SdkModel model) {
        this.model = model;
    }

    private record Known(Route route, UriPattern uri) {
        boolean fits(Head request) {
            return uri.isIn(request.query())
                    && route.queries().stream()
                            .allMatch(name -> request.query().first(name).isPresent())
                    && route.headers().stream()
                            .allMatch(name -> request.headers().first(name).isPresent());
        }
    }

    @Override
    public Optional<Match> find(Head request) {
        for (Known known : withMethod(request.method())) {
            Optional<Map<String, String>> labels =
                    known.fits(request) ? known.uri().match(request.path()) : Optional.empty();
            if (labels.isPresent()) {
                return model.operation(known.route().operation()).map(shape -> new Match(shape, labels.get()));
            }
        }
        return Optional.empty();
    }

    private List<Known> withMethod(String method) {
        if (byMethod.isEmpty()) {
            byMethod.putAll(read());
        }
        return byMethod.getOrDefault(method, List.of());
    }

    private Map<String, List<Known>> read() {
        return model.routes().stream()
                .map(route -> new Known(route, UriPattern.parse(route.uri())))
                .sorted(MOST_DEMANDING_FIRST)
                .collect(Collectors.groupingBy(known -> known.route().method()));
    }

    @Override
    public String asked(Head request) {
        return request.method() + " /" + String.join("/", request.path());
    }
}
