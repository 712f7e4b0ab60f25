package davit.cli.deployment;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.deploy.Outcome;
import davit.deploy.event.DeploymentEvent;
import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.Preparing;
import davit.deploy.event.DeploymentEvent.ProgramWrote;
import davit.deploy.event.DeploymentEvent.Severity;
import davit.deploy.event.DeploymentEvent.StepBegan;
import davit.deploy.event.DeploymentEvent.StepEnded;
import davit.deploy.event.DeploymentEvent.StepFailed;
import davit.deploy.event.DeploymentEvent.StepProgress;
import davit.deploy.event.DeploymentEvent.StepSkipped;
import davit.deploy.event.Operation;
import davit.deploy.state.StackName;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows a deployment in lines, one when a step begins and one when it ends. On a terminal the steps that run share one line
 * at the bottom, which is drawn again.
 */
final class TextView implements ProgressView {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int STATUS_COLUMNS = 100;

    private final PrintStream out;
    private final boolean isTerminal;

    @GuardedBy("this")
    private final Map<Urn, String> running = new LinkedHashMap<>();

    @GuardedBy("this")
    private boolean isPreview;

    TextView(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    static TextView onTerminalOrNot() {
        return new TextView(System.out, Terminal.find().isPresent());
    }

    @Override
    public synchronized void begin(Run run, StackName stack) {
        isPreview = run.isPreview();
        out.println(run.title() + " (" + stack.stack() + "):");
    }

    @Override
    public synchronized void on(DeploymentEvent event) {
        switch (event) {
            case StepBegan(Urn urn, Operation operation) -> began(urn, operation);
            case StepEnded ended -> ended(ended);
            case StepFailed(Urn urn, Operation operation, String message) -> {
                running.remove(urn);
                line(" !  " + resource(urn) + " failed to " + Words.infinitive(operation) + ": " + message);
            }
            case StepSkipped(Urn urn, String reason) -> line("    " + resource(urn) + " left out: " + reason);
            case StepProgress(Urn urn, String line) -> progress(urn, line);
            case Diagnostic(Severity severity, Optional<Urn> urn, String message) ->
                diagnostic(severity, urn.orElse(null), message);
            case Preparing(String line) -> line("    " + line);
            case ProgramWrote(String line, var _) -> line("    " + line);
        }
    }

    @GuardedBy("this")
    private void began(Urn urn, Operation operation) {
        running.put(urn, Words.progressive(operation) + " " + urn.name());
        if (isTerminal) {
            drawStatus();
        } else {
            line(" " + Words.sign(operation) + " " + resource(urn) + " " + Words.progressive(operation));
        }
    }

    @GuardedBy("this")
    private void ended(StepEnded ended) {
        running.remove(ended.urn());
        if (ended.operation() == Operation.SAME) {
            return;
        }
        String difference = ended.changed().isEmpty()
                ? ""
                : ended.changed().stream().map(name -> "~" + name).collect(Collectors.joining(",", " [diff: ", "]"));
        String took = ended.took().isZero() ? "" : " (" + seconds(ended.took()) + ")";
        line(" " + Words.sign(ended.operation()) + " " + resource(ended.urn()) + " "
                + (isPreview ? Words.infinitive(ended.operation()) : Words.participle(ended.operation())) + took
                + difference);
    }

    @GuardedBy("this")
    private void progress(Urn urn, String line) {
        if (isTerminal) {
            running.put(urn, urn.name() + ": " + line);
            drawStatus();
        } else {
            line("    " + urn.name() + ": " + line);
        }
    }

    @GuardedBy("this")
    private void diagnostic(Severity severity, @Nullable Urn urn, String message) {
        String about = urn == null ? "" : resource(urn) + ": ";
        switch (severity) {
            case DEBUG -> {}
            case INFO -> line("    " + about + message.stripTrailing());
            case WARNING -> line("    warning: " + about + message.stripTrailing());
            case ERROR -> line("    error: " + about + message.stripTrailing());
        }
    }

    @GuardedBy("this")
    private void line(String text) {
        out.println(isTerminal ? CLEAR_LINE + text : text);
        if (isTerminal) {
            drawStatus();
        }
    }

    @GuardedBy("this")
    private void drawStatus() {
        String status = String.join(", ", running.values());
        String cut = status.length() > STATUS_COLUMNS ? status.substring(0, STATUS_COLUMNS) + "…" : status;
        out.print(CLEAR_LINE + (cut.isEmpty() ? "" : " … " + cut));
        out.flush();
    }

    private static String resource(Urn urn) {
        return Words.shortType(urn.type()) + " " + urn.name();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
    }

    @Override
    public synchronized void end(Outcome outcome) throws IOException {
        running.clear();
        if (isTerminal) {
            out.print(CLEAR_LINE);
        }
        if (!outcome.outputs().isEmpty()) {
            out.println();
            out.println("Outputs:");
            for (Map.Entry<String, PropertyValue> output :
                    outcome.outputs().values().entrySet()) {
                out.println("    " + output.getKey() + ": " + OutputText.shown(output.getValue()));
            }
        }
        out.println();
        out.println("Resources:");
        for (Operation operation : Operation.values()) {
            count(outcome, operation);
        }
        out.println();
        out.println("Duration: " + seconds(outcome.took()));
        out.flush();
    }

    @GuardedBy("this")
    private void count(Outcome outcome, Operation operation) {
        int count = outcome.changes().getOrDefault(operation, 0);
        if (count > 0 && operation != Operation.DELETE_REPLACED) {
            String done = isPreview && operation != Operation.SAME
                    ? "to " + Words.infinitive(operation)
                    : Words.participle(operation);
            out.println("    " + Words.sign(operation) + " " + count + " " + done);
        }
    }
}
