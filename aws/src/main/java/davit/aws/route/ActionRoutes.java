package davit.aws.route;

import davit.aws.shape.SdkModel;
import java.util.Map;
import java.util.Optional;

/** awsQuery: the operation is the parameter {@code Action}, in the form or in the query. */
public final class ActionRoutes implements OperationRoutes {
    private final SdkModel model;

    /** The routes of a service. */
    public ActionRoutes(SdkModel model) {
        this.model = model;
    }

    @Override
    public Optional<Match> find(Head request) {
        return model.operation(asked(request)).map(shape -> new Match(shape, Map.of()));
    }

    @Override
    public String asked(Head request) {
        return request.form()
                .first("Action")
                .or(() -> request.query().first("Action"))
                .orElse("");
    }
}
