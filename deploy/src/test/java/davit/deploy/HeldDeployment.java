package davit.deploy;

import davit.base.time.SystemTime;
import davit.deploy.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A process that deploys a program and never gets past one of its resources, to be killed: FOLDER DATA. */
final class HeldDeployment {
    private static final String CALL = "create bucket";

    private HeldDeployment() {}

    /** Prints {@code held} when the resource is being made. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FakeCloud cloud = new FakeCloud();
        cloud.hold(CALL);
        Thread _ = Thread.ofPlatform().daemon().start(() -> {
            while (!cloud.hasEntered(CALL)) {
                Thread.onSpinWait();
            }
            System.out.println("held");
        });
        Outcome _ = new Deployment(new DeploymentSettings(
                        Path.of(arguments[1]),
                        Project.read(Path.of(arguments[0])),
                        "dev",
                        cloud.packages(),
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        DeploymentSettings.PARALLEL,
                        _ -> {},
                        new SystemTime()))
                .up();
    }
}
