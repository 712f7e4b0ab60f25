package davit.functions.work;

import davit.functions.engine.Dispatcher;
import davit.functions.model.Function;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionStatus.Reason;
import davit.functions.model.FunctionVersion;
import davit.functions.model.Ids;
import davit.functions.port.FunctionImages;
import davit.functions.port.ImageUnavailableException;
import davit.functions.store.Functions;
import java.util.function.UnaryOperator;
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

    private final Functions functions;
    private final FunctionImages images;
    private final Dispatcher dispatcher;
    private final Ids ids;

    /** Prepares by {@code images}. */
    public ImagePreparation(Functions functions, FunctionImages images, Dispatcher dispatcher, Ids ids) {
        this.functions = functions;
        this.images = images;
        this.dispatcher = dispatcher;
        this.ids = ids;
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
        try {
            images.prepare(function.current().code().digest());
            finish(function, latest -> latest.activated(ids.uuid()));
            dispatcher.retire(function.id(), function.current().generation());
        } catch (ImageUnavailableException e) {
            LOG.warn("prepare the image of {}: {}", function.id(), e.getMessage());
            Reason reason = new Reason(code(e), String.valueOf(e.getMessage()));
            finish(function, latest -> latest.failed(reason, ids.uuid()));
        } catch (RuntimeException e) {
            LOG.error("prepare the image of {}", function.id(), e);
            Reason reason = new Reason("InternalError", "The image could not be prepared.");
            finish(function, latest -> latest.failed(reason, ids.uuid()));
        }
    }

    private void finish(Function prepared, UnaryOperator<Function> change) {
        FunctionId id = prepared.id();
        FunctionVersion version = prepared.current();
        functions.update(
                id,
                latest -> latest.current().equals(version) && latest.status().isBusy() ? change.apply(latest) : latest);
    }

    private static String code(ImageUnavailableException e) {
        return switch (e.reason()) {
            case NOT_FOUND -> "ImageDeleted";
            case ACCESS_DENIED -> "ImageAccessDenied";
            case INVALID_URI, WRONG_ARCHITECTURE, UNSUPPORTED, TOO_LARGE, INVALID_CONTENT -> "InvalidImage";
        };
    }
}
