package davit.deploy.language;

import davit.base.json.Json;
import davit.base.process.PipeReader;
import davit.deploy.event.DeploymentEvent.ProgramWrote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The process of a program. */
final class ProgramProcess {
    private static final Duration REST_OF_OUTPUT = Duration.ofSeconds(1);

    private ProgramProcess() {}

    /** Runs {@code words} in {@code folder} to its end and returns its exit status. */
    static int run(List<String> words, Path folder, ProgramRun run, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(run.environment());
        environment.put("PULUMI_CONFIG", Json.text(run.program().configuration()));
        environment.put("PULUMI_CONFIG_SECRET_KEYS", Json.text(run.program().secretKeys()));
        environment.putAll(variables);
        Process process = builder.start();
        try {
            // Standard input stays open: its end tells the program that davit was killed.
            Thread output = PipeReader.start(() -> tell(process.getInputStream(), run, false));
            Thread errors = PipeReader.start(() -> tell(process.getErrorStream(), run, true));
            int status = process.waitFor();
            // What a program leaves behind may hold its output open; all that it wrote itself is there.
            output.join(REST_OF_OUTPUT);
            errors.join(REST_OF_OUTPUT);
            return status;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void tell(InputStream from, ProgramRun run, boolean isError) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                run.listener().on(new ProgramWrote(line, isError));
            }
        } catch (IOException e) {
            run.listener().on(new ProgramWrote("(its output broke off: " + e.getMessage() + ")", true));
        }
    }
}
