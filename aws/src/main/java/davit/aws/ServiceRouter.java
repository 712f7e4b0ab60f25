package davit.aws;

import davit.aws.operation.ServiceTrait;
import davit.aws.route.OperationRoutes;
import davit.aws.route.ResourceInHost;
import davit.aws.shape.QueryString;
import davit.aws.shape.RawPath;
import davit.aws.sigv4.SignatureClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the service that a request is meant for: by its signature, and where that says nothing by its form. */
final class ServiceRouter {
    private final List<HostedService> services;
    private final Map<String, HostedService> bySigningName;
    private final Map<String, HostedService> forms;

    ServiceRouter(List<HostedService> services) {
        this.services = List.copyOf(services);
        this.bySigningName = services.stream()
                .collect(Collectors.toUnmodifiableMap(
                        service -> service.description().signingName(), Function.identity()));
        this.forms = services.stream()
                .filter(service -> service.has(ServiceTrait.QUERY_CLIENTS))
                .collect(Collectors.toUnmodifiableMap(
                        service -> service.description().signingName(), HostedService::forms));
    }

    Optional<HostedService> find(Arrival arrival) {
        return spoken(arrival).map(service -> isForm(arrival) ? asForm(service) : service);
    }

    private HostedService asForm(HostedService service) {
        return forms.getOrDefault(service.description().signingName(), service);
    }

    private Optional<HostedService> spoken(Arrival arrival) {
        if (arrival.signed().isPresent()) {
            return Optional.ofNullable(
                    bySigningName.get(arrival.signed().get().scope().service()));
        }
        if (arrival.claim() instanceof SignatureClaim.Version2) {
            return services.stream()
                    .filter(service -> service.has(ServiceTrait.PATH_SIGNED_AS_SENT))
                    .findFirst();
        }
        return byTarget(arrival)
                .or(() -> byHost(arrival))
                .or(() -> byAction(arrival))
                .or(() -> byPath(arrival))
                .or(() -> services.stream()
                        .filter(service -> service.has(ServiceTrait.ANONYMOUS_CALLERS))
                        .findFirst());
    }

    private Optional<HostedService> byTarget(Arrival arrival) {
        return arrival.request()
                .headers()
                .first("x-amz-target")
                .flatMap(_ -> services.stream()
                        .filter(service -> isTargeted(service.description().protocol()))
                        .filter(service -> service.routes()
                                .find(head(arrival, service, NO_FORM))
                                .isPresent())
                        .findFirst());
    }

    private static boolean isTargeted(AwsService.Protocol protocol) {
        return protocol == AwsService.Protocol.AWS_JSON_1_0 || protocol == AwsService.Protocol.AWS_JSON_1_1;
    }

    private Optional<HostedService> byHost(Arrival arrival) {
        return arrival.hostLabels().stream()
                .map(bySigningName::get)
                .flatMap(service -> Optional.ofNullable(service).stream())
                .findFirst();
    }

    /** A form that is not signed gets the same refusal from every service of the query protocol. */
    private Optional<HostedService> byAction(Arrival arrival) {
        if (!isForm(arrival)) {
            return Optional.empty();
        }
        return services.stream()
                .filter(service -> service.description().protocol() == AwsService.Protocol.AWS_QUERY)
                .findFirst();
    }

    private static boolean isForm(Arrival arrival) {
        boolean hasForm = arrival.request()
                .headers()
                .first("content-type")
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        return (hasForm || arrival.query().first("Action").isPresent())
                && arrival.request().headers().first("x-amz-target").isEmpty();
    }

    private Optional<HostedService> byPath(Arrival arrival) {
        return services.stream()
                .filter(service -> service.description().protocol() == AwsService.Protocol.REST_JSON_1)
                .filter(service ->
                        service.routes().find(head(arrival, service, NO_FORM)).isPresent())
                .findFirst();
    }

    static final QueryString NO_FORM = new QueryString(Map.of());

    /** What tells the operation; a resource that the host names goes before the path. */
    static OperationRoutes.Head head(Arrival arrival, HostedService service, QueryString form) {
        List<String> path = new ArrayList<>(RawPath.segments(arrival.request().rawPath()));
        if (service.has(ServiceTrait.RESOURCE_IN_HOST)) {
            String resource = ResourceInHost.find(
                    arrival.hostLabels(), service.description().signingName());
            if (!resource.isEmpty()) {
                path.addFirst(resource);
            }
        }
        return new OperationRoutes.Head(
                arrival.request().method(),
                path,
                arrival.query(),
                arrival.request().headers(),
                form);
    }
}
