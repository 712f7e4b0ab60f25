package davit.cli.deployment;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.deploy.Outcome;
import davit.deploy.event.DeploymentEvent;
import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.Severity;
import davit.deploy.event.DeploymentEvent.StepEnded;
import davit.deploy.event.DeploymentEvent.StepFailed;
import davit.deploy.event.DeploymentEvent.StepSkipped;
import davit.deploy.state.StackName;
import davit.deploy.value.Urn;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows a deployment as one JSON document when it ended. */
final class JsonView implements ProgressView {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @GuardedBy("this")
    private final ArrayNode steps = NODES.arrayNode();

    @GuardedBy("this")
    private final ArrayNode diagnostics = NODES.arrayNode();

    @GuardedBy("this")
    private final ObjectNode whole = NODES.objectNode();

    @Override
    public synchronized void begin(Run run, StackName stack) {
        whole.put("project", stack.project()).put("stack", stack.stack());
    }

    @Override
    public synchronized void on(DeploymentEvent event) {
        switch (event) {
            case StepEnded ended -> {
                ObjectNode step = step(ended.urn(), ended.operation().name().toLowerCase(Locale.ROOT));
                step.put("seconds", ended.took().toMillis() / 1000.0);
                ArrayNode changed = step.putArray("changed");
                ended.changed().forEach(changed::add);
            }
            case StepFailed failed -> {
                ObjectNode step = step(failed.urn(), failed.operation().name().toLowerCase(Locale.ROOT));
                step.put("error", failed.message());
            }
            case StepSkipped skipped -> step(skipped.urn(), "skipped").put("reason", skipped.reason());
            case Diagnostic diagnostic -> {
                if (diagnostic.severity() != Severity.DEBUG) {
                    ObjectNode node = diagnostics
                            .addObject()
                            .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
                            .put("message", diagnostic.message());
                    diagnostic.urn().ifPresent(urn -> node.put("urn", urn.text()));
                }
            }
            case DeploymentEvent.ProgramWrote(String line, boolean isError) ->
                diagnostics
                        .addObject()
                        .put("severity", isError ? "stderr" : "stdout")
                        .put("message", line);
            case DeploymentEvent.StepBegan _, DeploymentEvent.StepProgress _, DeploymentEvent.Preparing _ -> {}
        }
    }

    @GuardedBy("this")
    private ObjectNode step(Urn urn, String operation) {
        return steps.addObject()
                .put("operation", operation)
                .put("urn", urn.text())
                .put("type", urn.type())
                .put("name", urn.name());
    }

    @Override
    public synchronized void end(Outcome outcome) throws IOException {
        whole.put("result", outcome.isDone() ? "succeeded" : "failed");
        ObjectNode changes = whole.putObject("changes");
        outcome.changes()
                .forEach((operation, count) -> changes.put(operation.name().toLowerCase(Locale.ROOT), count));
        whole.set("outputs", OutputText.json(outcome.outputs(), false));
        whole.set("steps", steps);
        whole.set("diagnostics", diagnostics);
        whole.put("seconds", outcome.took().toMillis() / 1000.0);
        System.out.println(whole.toPrettyString());
    }
}
