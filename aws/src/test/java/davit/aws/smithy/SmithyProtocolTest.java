package davit.aws.smithy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;

/**
 * Smithy's own protocol tests, from the server's side. What does not pass is listed with a reason in {@code
 * docs/smithy-protocol-tests.md}; a test that begins to fail, or one listed that begins to pass, fails the build.
 */
class SmithyProtocolTest {
    private final Model model = Model.assembler()
            .discoverModels(SmithyProtocolTest.class.getClassLoader())
            .assemble()
            .unwrap();

    @Test
    void passesWhatIsNotListedWithAReason() throws IOException {
        List<CaseResult> results = new ArrayList<>();
        for (SmithyProtocol protocol : SmithyProtocol.values()) {
            model.getServiceShapes().stream()
                    .filter(service -> service.hasTrait(protocol.id()))
                    .filter(service -> !service.getId().getNamespace().endsWith("validation"))
                    .sorted()
                    .forEach(service -> run(protocol, service, results));
        }
        KnownDifferences known = KnownDifferences.read();
        Report report = new Report(results, known);
        report.printShares();

        assertThat(report.failuresWithoutReason()).isEmpty();
        assertThat(report.reasonsWithoutFailure()).isEmpty();
        report.verifyPage();
    }

    private void run(SmithyProtocol protocol, ServiceShape service, List<CaseResult> results) {
        SmithyCases cases = new SmithyCases(model, protocol, service);
        for (OperationShape operation : TopDownIndex.of(model).getContainedOperations(service)) {
            operation
                    .getTrait(HttpRequestTestsTrait.class)
                    .ifPresent(tests -> tests.getTestCases().stream()
                            .filter(test -> isForServer(test, protocol))
                            .forEach(test -> results.add(
                                    result(protocol, "request", test.getId(), () -> cases.request(operation, test)))));
            operation
                    .getTrait(HttpResponseTestsTrait.class)
                    .ifPresent(tests -> tests.getTestCases().stream()
                            .filter(test -> isForServer(test, protocol))
                            .forEach(test -> results.add(result(
                                    protocol, "response", test.getId(), () -> cases.response(operation, test)))));
            operation
                    .getTrait(HttpMalformedRequestTestsTrait.class)
                    .ifPresent(tests -> tests.getTestCases().stream()
                            .filter(test -> test.getProtocol().equals(protocol.id()))
                            .forEach(test -> results.add(result(
                                    protocol,
                                    "malformed request",
                                    test.getId(),
                                    () -> cases.malformed(operation, test)))));
            for (ShapeId error : operation.getErrors()) {
                Shape shape = model.expectShape(error);
                shape.getTrait(HttpResponseTestsTrait.class)
                        .ifPresent(tests -> tests.getTestCases().stream()
                                .filter(test -> isForServer(test, protocol))
                                .forEach(test -> results.add(
                                        result(protocol, "error", test.getId(), () -> cases.error(shape, test)))));
            }
        }
    }

    private static boolean isForServer(HttpMessageTestCase test, SmithyProtocol protocol) {
        return test.getProtocol().equals(protocol.id())
                && test.getAppliesTo().orElse(AppliesTo.SERVER) == AppliesTo.SERVER;
    }

    private static CaseResult result(SmithyProtocol protocol, String kind, String id, Supplier<String> run) {
        try {
            return new CaseResult(protocol, kind, id, run.get());
        } catch (RuntimeException e) {
            return new CaseResult(protocol, kind, id, e.toString());
        }
    }
}
