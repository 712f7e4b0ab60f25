package davit.aws;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceTrait;
import davit.aws.route.ActionRoutes;
import davit.aws.route.OperationRoutes;
import davit.aws.route.PathRoutes;
import davit.aws.route.TargetRoutes;
import davit.aws.shape.SdkModel;
import davit.aws.wire.RequiredMembers;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.json.AwsJson;
import davit.aws.wire.json.RestJson;
import davit.aws.wire.query.AwsQuery;
import davit.aws.wire.query.FlatQuery;
import davit.aws.wire.xml.RestXml;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A service with all that is needed to answer for it.
 *
 * @param description what the service's door says
 * @param model the operations that AWS has
 * @param routes finds the operation of a request
 * @param wire reads and writes messages
 * @param vocabulary names the failures that all services have
 * @param operations what is implemented, by name
 * @param required what requests must have
 */
record HostedService(
        AwsService description,
        SdkModel model,
        OperationRoutes routes,
        WireProtocol wire,
        ErrorVocabulary vocabulary,
        Map<String, Operation<?, ?>> operations,
        RequiredMembers required) {
    static HostedService of(AwsService service) {
        SdkModel model = new SdkModel(service.client());
        return new HostedService(
                service,
                model,
                routes(service.protocol(), model),
                wire(service),
                vocabulary(service),
                service.operations().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                operation -> operation.getClass().getSimpleName(), Function.identity())),
                RequiredMembers.of(service.client()));
    }

    /** The same service as its older clients see it, which speak the query protocol. */
    HostedService forms() {
        return new HostedService(
                new AwsService(
                                description.signingName(),
                                AwsService.Protocol.AWS_QUERY,
                                description.client(),
                                description.operations(),
                                description.xmlNamespace())
                        .with(description.traits().toArray(ServiceTrait[]::new)),
                model,
                new ActionRoutes(model, true),
                new FlatQuery(description.xmlNamespace()),
                ErrorVocabulary.QUERY,
                operations,
                required);
    }

    private static OperationRoutes routes(AwsService.Protocol protocol, SdkModel model) {
        return switch (protocol) {
            case REST_JSON_1, REST_XML -> new PathRoutes(model);
            case AWS_JSON_1_0, AWS_JSON_1_1 -> new TargetRoutes(model);
            case AWS_QUERY -> new ActionRoutes(model, false);
        };
    }

    private static WireProtocol wire(AwsService service) {
        return switch (service.protocol()) {
            case REST_JSON_1 -> new RestJson();
            case REST_XML ->
                new RestXml(service.xmlNamespace(), service.traits().contains(ServiceTrait.BARE_ERRORS));
            case AWS_JSON_1_0 -> new AwsJson("1.0", service.traits().contains(ServiceTrait.QUERY_COMPATIBLE));
            case AWS_JSON_1_1 -> new AwsJson("1.1", service.traits().contains(ServiceTrait.QUERY_COMPATIBLE));
            case AWS_QUERY -> new AwsQuery(service.xmlNamespace());
        };
    }

    private static ErrorVocabulary vocabulary(AwsService service) {
        return switch (service.protocol()) {
            case REST_JSON_1 -> ErrorVocabulary.REST_JSON;
            case AWS_JSON_1_0, AWS_JSON_1_1 ->
                service.traits().contains(ServiceTrait.QUERY_CLIENTS)
                        ? ErrorVocabulary.QUERY_COMPATIBLE_JSON
                        : ErrorVocabulary.AWS_JSON;
            case AWS_QUERY -> ErrorVocabulary.QUERY;
            case REST_XML ->
                service.traits().contains(ServiceTrait.BARE_ERRORS) ? ErrorVocabulary.BARE_XML : ErrorVocabulary.QUERY;
        };
    }

    boolean has(ServiceTrait trait) {
        return description.traits().contains(trait);
    }

    Optional<Operation<?, ?>> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }
}
