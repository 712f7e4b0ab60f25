package davit.cli.deployment;

import davit.deploy.Outcome;
import davit.deploy.event.DeploymentListener;
import davit.deploy.state.StackName;
import java.io.IOException;

/** Shows a deployment. */
sealed interface ProgressView extends DeploymentListener permits TextView, JsonView {
    /** It begins. */
    void begin(Run run, StackName stack);

    /** It ended. */
    void end(Outcome outcome) throws IOException;
}
