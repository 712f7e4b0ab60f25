package davit.functions.work;

import davit.base.storage.StorageException;
import davit.base.time.Time;
import davit.functions.engine.Dispatcher;
import davit.functions.model.Function;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionStatus.Reason;
import davit.functions.model.FunctionVersion;
import davit.functions.model.Ids;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.Publication;
import davit.functions.model.QualifiedVersion;
import davit.functions.port.FunctionImages;
import davit.functions.port.ImageUnavailableException;
import davit.functions.store.Functions;
import davit.functions.store.Versions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the image of a function after its creation or change, in a thread of its own, and then puts the change in
 * force: {@code Pending} becomes {@code Active}, {@code InProgress} becomes {@code Successful}.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class ImagePreparation {
    private static final Logger LOG = LoggerFactory.getLogger(ImagePreparation.class);

    /** Pauses before what has become of a preparation is stored again. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /**
     * What becomes of a function, and of the version that its change published, if it did.
     *
     * @param function the function's change
     * @param version the version's
     */
    private record Outcome(UnaryOperator<Function> function, UnaryOperator<QualifiedVersion> version) {}

    private final Functions functions;
    private final Versions versions;
    private final FunctionImages images;
    private final Dispatcher dispatcher;
    private final Ids ids;
    private final Time time;

    /** Prepares by {@code images}. */
    public ImagePreparation(
            Functions functions, Versions versions, FunctionImages images, Dispatcher dispatcher, Ids ids, Time time) {
        this.functions = functions;
        this.versions = versions;
        this.images = images;
        this.dispatcher = dispatcher;
        this.ids = ids;
        this.time = time;
    }

    /** Goes on with what the last end of the process interrupted. */
    public void start() {
        functions.all().stream().filter(function -> function.status().isBusy()).forEach(this::begin);
    }

    /** Begins to prepare the last change of {@code function}, and returns. */
    public void begin(Function function) {
        Thread.ofVirtual().name("prepare-" + function.id().name()).start(() -> prepare(function));
    }

    private void prepare(Function function) {
        Outcome change = prepared(function);
        Duration wait = FIRST_PAUSE;
        try {
            while (!finish(function, change)) {
                time.pause(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prepares the image; returns what becomes of the function. */
    private Outcome prepared(Function function) {
        try {
            images.prepare(function.current().code().digest());
            return new Outcome(latest -> latest.activated(ids.uuid()), version -> version.activated(ids.uuid()));
        } catch (ImageUnavailableException e) {
            LOG.warn("prepare the image of {}: {}", function.id(), e.getMessage());
            return failed(reason(e, function.current().settings().runtime()));
        } catch (RuntimeException e) {
            LOG.error("prepare the image of {}", function.id(), e);
            Reason reason = new Reason("InternalError", "The image could not be prepared.");
            return failed(reason);
        }
    }

    private Outcome failed(Reason reason) {
        return new Outcome(latest -> latest.failed(reason, ids.uuid()), version -> version.failed(reason, ids.uuid()));
    }

    /** Keeps what has become of the prepared version, if it is still the function's; returns whether that worked. */
    private boolean finish(Function prepared, Outcome outcome) {
        FunctionVersion version = prepared.current();
        FunctionVersion before = prepared.serving();
        try {
            functions
                    .update(
                            prepared.id(),
                            latest -> latest.current().equals(version)
                                            && latest.status().isBusy()
                                    ? apply(outcome, latest)
                                    : latest)
                    .filter(latest -> version.equals(latest.serving()))
                    .ifPresent(latest -> retire(latest.id(), before));
            return true;
        } catch (StorageException e) {
            LOG.error("keep that the image of {} is prepared; it is tried again", prepared.id(), e);
            return false;
        }
    }

    private void retire(FunctionId id, @Nullable FunctionVersion former) {
        if (former != null) {
            dispatcher.retire(id, former.generation());
        }
    }

    private Function apply(Outcome outcome, Function latest) {
        Publication published = latest.published();
        if (published != null) {
            versions.update(
                    latest.id(),
                    Integer.toString(published.number()),
                    version -> version.status().isBusy() ? outcome.version().apply(version) : version);
        }
        return outcome.function().apply(latest);
    }

    private static Reason reason(ImageUnavailableException e, @Nullable ManagedRuntime runtime) {
        if (runtime == null) {
            return new Reason(code(e), String.valueOf(e.getMessage()));
        }
        return e.reason() == ImageUnavailableException.Reason.INVALID_CONTENT
                ? new Reason("InvalidZipFileException", String.valueOf(e.getMessage()))
                : new Reason("InvalidRuntime", "The runtime " + runtime.name() + " cannot be used: " + e.getMessage());
    }

    private static String code(ImageUnavailableException e) {
        return switch (e.reason()) {
            case NOT_FOUND -> "ImageDeleted";
            case ACCESS_DENIED -> "ImageAccessDenied";
            case INVALID_URI, WRONG_ARCHITECTURE, UNSUPPORTED, TOO_LARGE, INVALID_CONTENT -> "InvalidImage";
        };
    }
}
