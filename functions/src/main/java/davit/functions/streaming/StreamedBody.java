package davit.functions.streaming;

import davit.base.http.HttpBody;
import davit.functions.model.InvocationOutcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;

/** An answer as plain bytes; if the function fails on the way it breaks off. */
public final class StreamedBody implements HttpBody {
    private final byte[] first;
    private final ResponsePipe pipe;

    /** The bytes {@code first}, which have been read already, and what comes through {@code pipe}. */
    public StreamedBody(byte[] first, ResponsePipe pipe) {
        this.first = first;
        this.pipe = pipe;
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            Optional<byte[]> bytes = first.length > 0 ? Optional.of(first) : pipe.next();
            while (bytes.isPresent()) {
                out.write(bytes.get());
                out.flush();
                bytes = pipe.next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the platform is shutting down").initCause(e);
        }
        InvocationOutcome outcome = pipe.result().orElseThrow().outcome();
        if (!(outcome instanceof InvocationOutcome.Returned)) {
            throw new IOException("the function failed within its answer: "
                    + outcome.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        pipe.abandon();
    }
}
