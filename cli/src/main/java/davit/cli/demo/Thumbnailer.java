package davit.cli.demo;

import davit.base.json.Json;
import davit.base.time.Time;
import davit.cli.endpoint.Clients;
import davit.cli.endpoint.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.core.JacksonException;

/** The deployed thumbnailer of {@code examples/}, used as its users do: a video in, a picture out. */
public final class Thumbnailer implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int LOOKS_BETWEEN_LOGS = 25;

    /** The function's automatic name begins with the name that the program gives it. */
    private static final String LOG_GROUPS = "/aws/lambda/thumbnailer-";

    private final S3Client s3;
    private final CloudWatchLogsClient logs;
    private final String bucket;
    private final Time time;

    /** The thumbnailer that watches {@code bucket}. */
    public Thumbnailer(Endpoint endpoint, String bucket, Time time) {
        this.s3 = Clients.s3(endpoint);
        this.logs = Clients.logs(endpoint);
        this.bucket = bucket;
        this.time = time;
    }

    /**
     * Uploads a video, waits for its thumbnail and downloads it.
     *
     * @param folder where the thumbnail's file is put
     * @throws IOException if the function failed, with its words, or made nothing within two minutes
     */
    public Path thumbnail(Path video, Path folder) throws IOException, InterruptedException {
        Instant start = time.now();
        long startNanos = time.nanos();
        String key = video.getFileName().toString();
        String wanted = key.replaceFirst("(_\\d{1,2}-\\d{2})?\\.[^.]*$", "") + ".jpg";
        s3.putObject(request -> request.bucket(bucket).key(key), video);
        for (int look = 1; time.since(startNanos).compareTo(LONGEST_WAIT) < 0; look++) {
            if (exists(wanted)) {
                return download(wanted, folder);
            }
            Optional<String> failure = look % LOOKS_BETWEEN_LOGS == 0 ? failureSince(start) : Optional.empty();
            if (failure.isPresent()) {
                throw new IOException("the function made no thumbnail of " + key + ": " + failure.get());
            }
            time.pause(BETWEEN_LOOKS);
        }
        throw new IOException(
                "the function made no thumbnail of " + key + " within " + LONGEST_WAIT.toSeconds() + " s");
    }

    private boolean exists(String key) {
        try {
            return s3.headObject(request -> request.bucket(bucket).key(key)).contentLength() > 0;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    private Path download(String key, Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(key);
        Path unfinished = file.resolveSibling(key + ".new");
        Files.deleteIfExists(unfinished);
        s3.getObject(request -> request.bucket(bucket).key(key), unfinished);
        return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the function said of an error of its own. */
    private Optional<String> failureSince(Instant start) {
        for (LogGroup group : logs.describeLogGroups(request -> request.logGroupNamePrefix(LOG_GROUPS))
                .logGroups()) {
            for (FilteredLogEvent event : errors(group, start)) {
                Optional<String> message = errorMessage(event.message());
                if (message.isPresent()) {
                    return message;
                }
            }
        }
        return Optional.empty();
    }

    private List<FilteredLogEvent> errors(LogGroup group, Instant start) {
        try {
            return logs.filterLogEvents(request -> request.logGroupName(group.logGroupName())
                            .startTime(start.toEpochMilli())
                            .filterPattern("\"Invoke Error\""))
                    .events();
        } catch (ResourceNotFoundException e) {
            return List.of(); // the group of another thumbnailer, deleted meanwhile
        }
    }

    /** Node's runtime writes {@code TIME ID ERROR Invoke Error {…}}, with tabs between. */
    private static Optional<String> errorMessage(String line) {
        try {
            String error = line.substring(line.lastIndexOf('\t') + 1);
            String message = Json.tree(error).path("errorMessage").asString("");
            return message.isEmpty() ? Optional.empty() : Optional.of(message);
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.of(line.strip());
        }
    }

    /** Removes every object, so that the bucket can be deleted. */
    public void empty() {
        for (S3Object object :
                s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
            s3.deleteObject(request -> request.bucket(bucket).key(object.key()));
        }
    }

    @Override
    public void close() {
        s3.close();
        logs.close();
    }
}
