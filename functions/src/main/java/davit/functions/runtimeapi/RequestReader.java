package davit.functions.runtimeapi;

import davit.base.concurrent.ByteBudget.Room;
import davit.base.http.HttpHeaders;
import davit.functions.model.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Puts together one request from what the parser finds in the bytes. For one thread. */
final class RequestReader implements HttpParser.RequestHandler {
    private static final int FIRST_BODY_BYTES = 1024;
    /** Bodies up to this size need no room of the budget. */
    private static final int SMALL_BODY_BYTES = 16 * 1024;

    private final int maxBodyBytes;
    private final BodyBudget budget;
    private final StreamedResponse streamed;
    private String method = "";
    private String path = "";
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private HttpHeaders.Builder headers = new HttpHeaders.Builder();
    private byte[] body = new byte[0];
    private int bodyLength;
    private int expectedLength;
    private int reserved;
    private Room room = Room.NONE;
    private boolean isTooLarge;
    private boolean hasBegun;
    private boolean isComplete;
    private boolean expectsContinue;
    private boolean isClosing;
    private boolean mayStream;
    private @Nullable String problem;

    RequestReader(int maxBodyBytes, BodyBudget budget, StreamedResponse streamed) {
        this.maxBodyBytes = maxBodyBytes;
        this.budget = budget;
        this.streamed = streamed;
    }

    void reset() {
        headers = new HttpHeaders.Builder();
        forgetBody();
        bodyLength = 0;
        expectedLength = maxBodyBytes;
        isTooLarge = false;
        hasBegun = false;
        isComplete = false;
        expectsContinue = false;
        isClosing = false;
        mayStream = false;
        problem = null;
    }

    /** Gives the body's room back. */
    void forgetBody() {
        room.close();
        handOverBody();
    }

    /** Leaves the body and its room to whoever took the message. */
    void handOverBody() {
        room = Room.NONE;
        body = new byte[0];
        budget.giveBack(reserved);
        reserved = 0;
    }

    boolean hasBegun() {
        return hasBegun;
    }

    boolean isComplete() {
        return isComplete;
    }

    boolean takeExpectsContinue() {
        boolean taken = expectsContinue;
        expectsContinue = false;
        return taken;
    }

    void throwIfBad() throws IOException {
        if (problem != null) {
            throw new IOException("not HTTP/1.1: " + problem);
        }
    }

    HttpConnection.Message message() {
        RuntimeCalls.Body whole = isTooLarge
                ? new RuntimeCalls.Body.TooLarge()
                : new RuntimeCalls.Body.Whole(
                        Payload.of(body.length == bodyLength ? body : Arrays.copyOf(body, bodyLength), room));
        return new HttpConnection.Message(method, path, headers.build(), whole, isClosing);
    }

    @Override
    public void startRequest(String newMethod, String uri, HttpVersion newVersion) {
        method = newMethod;
        path = uri;
        version = newVersion;
        isClosing = !newVersion.equals(HttpVersion.HTTP_1_1);
        hasBegun = true;
    }

    @Override
    public void parsedHeader(HttpField field) {
        String value = field.getValue();
        headers.add(field.getName(), value == null ? "" : value);
        if (field.getHeader() == HttpHeader.EXPECT) {
            expectsContinue = version.equals(HttpVersion.HTTP_1_1) && field.contains("100-continue");
        } else if (field.getHeader() == HttpHeader.CONNECTION) {
            isClosing |= field.contains("close");
        } else if (field.getHeader() == HttpHeader.CONTENT_LENGTH) {
            isTooLarge = field.getLongValue() > maxBodyBytes;
            expectedLength = Math.clamp(field.getLongValue(), 0, maxBodyBytes);
        } else if (field.getHeader() == null && field.is(StreamedResponse.MODE)) {
            mayStream = true;
        }
    }

    @Override
    public void parsedTrailer(HttpField field) {
        String value = field.getValue();
        headers.add(field.getName(), value == null ? "" : value);
    }

    @Override
    public boolean headerComplete() {
        mayStream = mayStream && streamed.begin(method, path, headers.build());
        return false;
    }

    @Override
    public boolean content(ByteBuffer content) {
        if (mayStream) {
            return pass(content);
        }
        int count = content.remaining();
        if (isTooLarge || bodyLength + (long) count > maxBodyBytes) {
            isTooLarge = true;
            forgetBody();
            content.position(content.limit());
            return false;
        }
        if (!hasRoom(bodyLength + count)) {
            problem = "more at once than there is room for";
            content.position(content.limit());
            return false;
        }
        content.get(body, bodyLength, count);
        bodyLength += count;
        return false;
    }

    private boolean pass(ByteBuffer content) {
        try {
            streamed.take(content);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            problem = "it was interrupted";
        }
        return false;
    }

    private boolean hasRoom(int length) {
        if (length > SMALL_BODY_BYTES && reserved == 0) {
            Optional<Room> taken = budget.take(expectedLength);
            if (taken.isEmpty()) {
                return false;
            }
            room = taken.get();
            reserved = expectedLength;
        }
        if (length > body.length) {
            int doubled = Math.max(FIRST_BODY_BYTES, body.length * 2);
            body = Arrays.copyOf(body, Math.max(length, Math.min(doubled, expectedLength)));
        }
        return true;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public boolean messageComplete() {
        isComplete = true;
        return true;
    }

    @Override
    public void earlyEOF() {
        problem = "it ended early";
    }

    @Override
    public void badMessage(HttpException failure) {
        problem = failure.getReason();
    }
}
