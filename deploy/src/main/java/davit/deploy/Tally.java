package davit.deploy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.deploy.event.DeploymentEvent;
import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.Severity;
import davit.deploy.event.DeploymentEvent.StepEnded;
import davit.deploy.event.DeploymentEvent.StepFailed;
import davit.deploy.event.DeploymentListener;
import davit.deploy.event.Operation;
import java.util.EnumMap;
import java.util.Map;

/** Counts what happens, and passes it on. */
final class Tally implements DeploymentListener {
    private final DeploymentListener listener;

    @GuardedBy("this")
    private final Map<Operation, Integer> changes = new EnumMap<>(Operation.class);

    @GuardedBy("this")
    private boolean hasErrors;

    Tally(DeploymentListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(DeploymentEvent event) {
        count(event);
        listener.on(event);
    }

    private synchronized void count(DeploymentEvent event) {
        if (event instanceof StepEnded(var _, Operation operation, var _, var _)) {
            changes.merge(operation, 1, Integer::sum);
        } else if (event instanceof StepFailed
                || (event instanceof Diagnostic(Severity severity, var _, var _) && severity == Severity.ERROR)) {
            hasErrors = true;
        }
    }

    synchronized boolean hasErrors() {
        return hasErrors;
    }

    synchronized Map<Operation, Integer> changes() {
        return Map.copyOf(changes);
    }
}
