package davit.aws.smithy;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.failure.Failure;
import davit.aws.operation.ServiceException;
import davit.aws.route.ResourceInHost;
import davit.aws.shape.QueryString;
import davit.aws.shape.RawPath;
import davit.aws.shape.UriPattern;
import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.ResponseForm;
import davit.aws.wire.WireError;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.WireRequest;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.smithy.aws.traits.customizations.S3UnwrappedXmlOutputTrait;
import software.amazon.smithy.aws.traits.protocols.AwsQueryErrorTrait;
import software.amazon.smithy.aws.traits.protocols.RestXmlTrait;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.HttpErrorTrait;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestDefinition;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;

/** Runs tests of one service against the wire protocol that it speaks. */
final class SmithyCases {
    private static final String REQUEST_ID = "foo-id";

    private final Model model;
    private final SmithyProtocol protocol;
    private final FieldsOfShapes fields;
    private final NodeValues values;
    private final NodeValues outputs;
    private final WireProtocol wire;

    SmithyCases(Model model, SmithyProtocol protocol, ServiceShape service) {
        this.model = model;
        this.protocol = protocol;
        Set<ShapeId> unwrapped = TopDownIndex.of(model).getContainedOperations(service).stream()
                .filter(operation -> operation.hasTrait(S3UnwrappedXmlOutputTrait.class))
                .map(OperationShape::getOutputShape)
                .collect(Collectors.toSet());
        this.fields = FieldsOfShapes.ofInputs(model, protocol);
        this.values = new NodeValues(model, fields);
        this.outputs = new NodeValues(model, FieldsOfShapes.ofOutputs(model, protocol, unwrapped));
        String namespace = service.getTrait(XmlNamespaceTrait.class)
                .map(XmlNamespaceTrait::getUri)
                .orElse("");
        boolean hasBareErrors = service.getTrait(RestXmlTrait.class)
                .filter(trait -> trait.isNoErrorWrapping())
                .isPresent();
        this.wire = protocol.wire(namespace, hasBareErrors);
    }

    /** What the request is read as must be what the test says. */
    String request(OperationShape operation, HttpRequestTestCase test) {
        DynamicStructure expected = values.structure(operation.getInputShape(), test.getParams());
        withoutStreams(operation.getInputShape(), expected);
        DynamicStructure input = fields.newStructure(operation.getInputShape());
        boolean isStream = hasStream(model.expectShape(operation.getInputShape()));
        Parts parts = new Parts(
                String.join("&", test.getQueryParams()),
                test.getHeaders(),
                isStream ? "" : test.getBody().orElse(""));
        String host = test.getResolvedHost().or(test::getHost).orElse("");
        wire.read(request(operation, inHost(host) + test.getUri(), parts), input);
        return input.equals(expected) ? "" : "read as " + input + " instead of " + expected;
    }

    private boolean hasStream(Shape structure) {
        return structure.members().stream()
                .anyMatch(member -> model.expectShape(member.getTarget()).hasTrait(StreamingTrait.class));
    }

    /** A stream is handed to the operation as it is, beside the members. */
    private void withoutStreams(ShapeId structure, DynamicStructure expected) {
        for (MemberShape member : model.expectShape(structure).members()) {
            if (model.expectShape(member.getTarget()).hasTrait(StreamingTrait.class)) {
                expected.remove(member.getMemberName());
            }
        }
    }

    /** The resource in the host's name goes before the path, as it does for requests that come over the wire. */
    private static String inHost(String host) {
        String resource = host.contains("s3") ? ResourceInHost.find(List.of(host.split("\\.", -1)), "s3") : "";
        return resource.isEmpty() ? "" : "/" + resource;
    }

    private record Parts(String query, Map<String, String> headers, String body) {}

    private WireRequest request(OperationShape operation, String uri, Parts parts) {
        HttpHeaders.Builder headers = new HttpHeaders.Builder();
        parts.headers().forEach(headers::add);
        int questionMark = uri.indexOf('?');
        String path = questionMark < 0 ? uri : uri.substring(0, questionMark);
        String query = questionMark < 0 ? parts.query() : uri.substring(questionMark + 1) + "&" + parts.query();
        Map<String, String> labels = Map.of();
        if (protocol.isRest()) {
            HttpTrait http = operation.expectTrait(HttpTrait.class);
            labels = UriPattern.parse(http.getUri().toString())
                    .match(RawPath.segments(path))
                    .orElseThrow(() -> new MalformedRequestException(uri + " is not at " + http.getUri()));
        }
        return new WireRequest(
                labels,
                QueryString.parse(query),
                headers.build(),
                new WireRequest.Body(parts.body().getBytes(StandardCharsets.UTF_8)));
    }

    /** A request that must be refused. */
    String malformed(OperationShape operation, HttpMalformedRequestTestCase test) {
        HttpMalformedRequestDefinition request = test.getRequest();
        Parts parts = new Parts(
                String.join("&", request.getQueryParams()),
                request.getHeaders(),
                request.getBody().orElse(""));
        try {
            DynamicStructure input = fields.newStructure(operation.getInputShape());
            wire.read(request(operation, request.getUri().orElse("/"), parts), input);
            return "read as " + input + " instead of being refused";
        } catch (MalformedRequestException e) {
            ServiceException failure = ErrorVocabulary.REST_JSON.because(Failure.MALFORMED, e.text());
            HttpResponse answer = wire.error(new WireError(
                    failure.error().code(), failure.error().status(), failure.text(), Map.of(), REQUEST_ID));
            return Answers.differences(
                    answer, test.getResponse().getCode(), test.getResponse().getHeaders());
        }
    }

    /** What a response is written as must be what the test says. */
    String response(OperationShape operation, HttpResponseTestCase test) {
        Shape shape = model.expectShape(operation.getOutputShape());
        DynamicStructure output = outputs.structure(shape.getId(), test.getParams());
        withoutStreams(shape.getId(), output);
        int status = protocol.isRest() ? operation.expectTrait(HttpTrait.class).getCode() : 200;
        ResponseForm form = new ResponseForm(
                operation.getId().getName(),
                status,
                protocol == SmithyProtocol.REST_XML ? root(operation, shape) : "",
                hasStream(shape),
                REQUEST_ID);
        return Answers.differences(wire.write(form, output), test, !hasStream(shape));
    }

    private static String root(OperationShape operation, Shape output) {
        if (operation.hasTrait(S3UnwrappedXmlOutputTrait.class)) {
            return output.members().iterator().next().getMemberName();
        }
        return output.getTrait(XmlNameTrait.class)
                .map(XmlNameTrait::getValue)
                .orElse(output.getId().getName());
    }

    /** What an error is written as must be what the test says. */
    String error(Shape shape, HttpResponseTestCase test) {
        Map<String, String> members = new HashMap<>();
        for (Map.Entry<String, Node> member : test.getParams().getStringMap().entrySet()) {
            if (!member.getValue().isStringNode()) {
                return "an error's member that is no text: " + member.getKey();
            }
            members.put(member.getKey(), member.getValue().expectStringNode().getValue());
        }
        String message = Optional.ofNullable(members.remove("message"))
                .or(() -> Optional.ofNullable(members.remove("Message")))
                .orElse("");
        Optional<AwsQueryErrorTrait> named =
                protocol == SmithyProtocol.AWS_QUERY ? shape.getTrait(AwsQueryErrorTrait.class) : Optional.empty();
        int status = named.map(AwsQueryErrorTrait::getHttpResponseCode)
                .or(() -> shape.getTrait(HttpErrorTrait.class).map(HttpErrorTrait::getCode))
                .orElse(shape.expectTrait(ErrorTrait.class).isClientError() ? 400 : 500);
        String code =
                named.map(AwsQueryErrorTrait::getCode).orElse(shape.getId().getName());
        HttpResponse answer = wire.error(new WireError(code, status, message, members, REQUEST_ID));
        return Answers.differences(answer, test, true);
    }
}
