package davit.cli;

import davit.base.concurrent.TaskGroup;
import davit.base.json.Json;
import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.cli.demo.SampleVideo;
import davit.cli.demo.TerminalPicture;
import davit.cli.demo.Thumbnailer;
import davit.cli.deployment.FixedStack;
import davit.cli.deployment.Interruption;
import davit.cli.deployment.Terminal;
import davit.cli.endpoint.EndpointOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code davit demo}: from nothing to the thumbnail of a video, made by a function. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Deploys the thumbnailer of examples/, uploads a video, and shows the thumbnail that a function "
                + "made of it. Leaves nothing behind but the thumbnail.")
final class DemoCommand implements Callable<Integer> {
    private static final int COLUMNS = 72;

    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Option(
            names = "--port",
            defaultValue = "${env:DAVIT_PORT:-4566}",
            description = "where a server listens that has to be started; 0: any free port (default: 4566)")
    private int port;

    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "a video of your own; its name may say which frame: cat_00-02.mp4 for the second 2")
    private Optional<Path> video = Optional.empty();

    @Option(names = "--keep", description = "leaves the server running, with everything that was deployed")
    private boolean keep;

    @Option(names = "--json", description = "prints one JSON object at the end, and progress to standard error")
    private boolean json;

    private final Time time = new SystemTime();

    /**
     * What a machine reads.
     *
     * @param thumbnail the file
     * @param bucket where video and thumbnail were
     * @param uploadToThumbnailMillis from the beginning of the upload until the thumbnail was there
     * @param endpoint the server, which runs on if it was to be kept
     */
    private record Result(String thumbnail, String bucket, long uploadToThumbnailMillis, String endpoint) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkVideo();
        PrintStream progress = json ? System.err : System.out;
        try (TaskGroup<Path> sources = new TaskGroup<>()) {
            sources.fork(this::source); // nothing needs it before everything is deployed
            EndpointOptions.Started server = options.findOrStart(port);
            boolean isOwn = server.isNew() && !keep;
            try (Interruption _ = Interruption.watch(() -> endEarly(isOwn))) {
                Result result = show(sources, server, progress);
                System.out.println(json ? Json.text(result) : "thumbnail: " + result.thumbnail());
                return 0;
            } finally {
                stop(isOwn);
            }
        }
    }

    private void checkVideo() throws IOException {
        if (video.isPresent() && (!Files.isReadable(video.get()) || Files.isDirectory(video.get()))) {
            throw new IOException(video.get() + " is no file that can be read");
        }
    }

    private Path source() throws IOException, InterruptedException {
        return video.isPresent()
                ? video.get().toAbsolutePath()
                : SampleVideo.in(options.data().resolve("demo"));
    }

    private Result show(TaskGroup<Path> sources, EndpointOptions.Started server, PrintStream progress)
            throws IOException, InterruptedException {
        Path program = EndpointOptions.home().resolve("examples/thumbnailer");
        FixedStack stack = new FixedStack(program, "demo", server.endpoint(), options.data(), progress);
        String bucket = stack.up("bucketName");
        try (Thumbnailer thumbnailer = new Thumbnailer(server.endpoint(), bucket, time)) {
            try {
                Path source = video(sources);
                progress.println();
                progress.println("Uploading " + source.getFileName() + " to the bucket " + bucket);
                long start = time.nanos();
                Path thumbnail = thumbnailer.thumbnail(source, options.data().resolve("demo"));
                Duration took = time.since(start);
                showPicture(thumbnail, progress);
                progress.println(
                        "A function made the thumbnail within " + took.toMillis() + " ms of the upload's start.");
                return new Result(
                        thumbnail.toString(),
                        bucket,
                        took.toMillis(),
                        server.endpoint().url().toString());
            } finally {
                if (!keep) {
                    thumbnailer.empty();
                    progress.println();
                    stack.destroy();
                }
            }
        }
    }

    private static Path video(TaskGroup<Path> sources) throws IOException, InterruptedException {
        try {
            return sources.join().getFirst();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? "no video" : e.getCause().getMessage(), e);
        }
    }

    private static void showPicture(Path thumbnail, PrintStream progress) throws IOException {
        if (Terminal.find().isPresent()) {
            progress.print(TerminalPicture.of(thumbnail, COLUMNS));
        }
    }

    private void endEarly(boolean isOwn) {
        System.err.println(
                "What was deployed is kept; the next davit demo goes on with it, and removes it at its end.");
        stop(isOwn);
    }

    private void stop(boolean isOwn) {
        try {
            Optional<EndpointOptions.RunningServer> running = isOwn ? options.runningServer() : Optional.empty();
            if (running.isPresent()) {
                StopCommand.stop(running.get());
            }
        } catch (IOException e) {
            System.err.println("davit: the demo's server runs on: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
