package davit.deploy;

import davit.deploy.event.DeploymentEvent;
import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.StepEnded;
import davit.deploy.event.DeploymentEvent.StepFailed;
import davit.deploy.event.DeploymentEvent.StepSkipped;
import davit.deploy.event.DeploymentListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what was told. */
final class Recorder implements DeploymentListener {
    private final List<DeploymentEvent> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void on(DeploymentEvent event) {
        events.add(event);
    }

    /** Everything. */
    List<DeploymentEvent> events() {
        return List.copyOf(events);
    }

    /** The steps as {@code CREATE bucket}. */
    List<String> steps() {
        return events().stream()
                .filter(StepEnded.class::isInstance)
                .map(StepEnded.class::cast)
                .map(step -> step.operation() + " " + step.urn().name())
                .toList();
    }

    /** The failures as {@code bucket: message}. */
    List<String> failures() {
        return events().stream()
                .filter(StepFailed.class::isInstance)
                .map(StepFailed.class::cast)
                .map(step -> step.urn().name() + ": " + step.message())
                .toList();
    }

    /** What was left out. */
    List<String> skipped() {
        return events().stream()
                .filter(StepSkipped.class::isInstance)
                .map(StepSkipped.class::cast)
                .map(step -> step.urn().name() + ": " + step.reason())
                .toList();
    }

    /** The messages. */
    List<String> messages() {
        return events().stream()
                .filter(Diagnostic.class::isInstance)
                .map(Diagnostic.class::cast)
                .map(Diagnostic::message)
                .toList();
    }
}
