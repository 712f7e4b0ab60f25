package davit.aws.route;

import davit.aws.shape.SdkModel;
import java.util.Map;
import java.util.Optional;

/** awsQuery: the operation is the parameter {@code Action}, in the form or in the query. */
public final class ActionRoutes implements OperationRoutes {
    private final SdkModel model;
    private final boolean isToQueues;

    /**
     * The routes of a service.
     *
     * @param isToQueues whether a path of two segments is a queue's, which the label {@code QueueUrl} then names
     */
    public ActionRoutes(SdkModel model, boolean isToQueues) {
        this.model = model;
        this.isToQueues = isToQueues;
    }

    @Override
    public Optional<Match> find(Head request) {
        return model.operation(asked(request)).map(shape -> new Match(shape, labels(request)));
    }

    private Map<String, String> labels(Head request) {
        return isToQueues && request.path().size() == 2
                ? Map.of("QueueUrl", "/" + String.join("/", request.path()))
                : Map.of();
    }

    @Override
    public String asked(Head request) {
        return request.form()
                .first("Action")
                .or(() -> request.query().first("Action"))
                .orElse("");
    }
}
