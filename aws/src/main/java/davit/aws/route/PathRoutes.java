package davit.aws.route;

import davit.aws.shape.OperationShape;
import davit.aws.shape.SdkModel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/**
 * REST protocols: the operation follows from method, path, fixed query and the members that must be there.
 *
 * <p>The patterns of a service's operations are read when the first request for it comes.
 */
public final class PathRoutes implements OperationRoutes {
    private static final Comparator<OperationShape> MOST_DEMANDING_FIRST = Comparator.comparingInt(
                    (OperationShape shape) -> shape.uri().weight())
            .thenComparingInt(shape -> shape.distinguishing().size())
            .reversed()
            .thenComparing(OperationShape::name);

    private final SdkModel model;
    private final Map<String, List<OperationShape>> byMethod = new ConcurrentHashMap<>();

    /** The routes of a service. */
    public PathRoutes(SdkModel model) {
        this.model = model;
    }

    @Override
    public Optional<Match> find(Head request) {
        for (OperationShape shape : withMethod(request.method())) {
            if (shape.uri().isIn(request.query()) && hasMembers(shape, request)) {
                Optional<Map<String, String>> labels = shape.uri().match(request.path());
                if (labels.isPresent()) {
                    return Optional.of(new Match(shape, labels.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasMembers(OperationShape shape, Head request) {
        return shape.distinguishing().stream().allMatch(field -> isThere(field, request));
    }

    private static boolean isThere(SdkField<?> field, Head request) {
        return field.location() == MarshallLocation.QUERY_PARAM
                ? request.query().first(field.locationName()).isPresent()
                : request.headers().first(field.locationName()).isPresent();
    }

    private List<OperationShape> withMethod(String method) {
        if (byMethod.isEmpty()) {
            byMethod.putAll(read());
        }
        return byMethod.getOrDefault(method, List.of());
    }

    private Map<String, List<OperationShape>> read() {
        return model.operationNames().stream()
                .map(model::operation)
                .flatMap(Optional::stream)
                .sorted(MOST_DEMANDING_FIRST)
                .collect(Collectors.groupingBy(OperationShape::method));
    }

    @Override
    public String asked(Head request) {
        return request.method() + " /" + String.join("/", request.path());
    }
}
