package davit.aws.route;

import davit.aws.shape.SdkModel;
import java.util.Map;
import java.util.Optional;

/** awsJson: the operation stands in {@code X-Amz-Target}, behind the service's name and version. */
public final class TargetRoutes implements OperationRoutes {
    private final SdkModel model;

    /** The routes of a service. */
    public TargetRoutes(SdkModel model) {
        this.model = model;
    }

    @Override
    public Optional<Match> find(Head request) {
        String target = asked(request);
        return model.operation(target.substring(target.lastIndexOf('.') + 1))
                .filter(shape -> shape.target().equals(target))
                .map(shape -> new Match(shape, Map.of()));
    }

    @Override
    public String asked(Head request) {
        return request.headers().first("x-amz-target").orElse("");
    }
}
