package davit.aws;

import davit.base.concurrent.ByteBudget.Room;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body whose length is told by nothing but its end, as HTTP/2 allows: room is taken once it turns out to be large.
 *
 * <p>For one thread.
 */
final class UnannouncedBody extends FilterInputStream {
    /** Where room comes from. */
    interface Source {
        Room take() throws IOException;
    }

    private final int smallBytes;
    private final Source source;
    private Room room = Room.NONE;
    private boolean hasRoom;
    private long count;

    /** A body that takes room from {@code source} as soon as more than {@code smallBytes} of it were read. */
    UnannouncedBody(InputStream in, int smallBytes, Source source) {
        super(in);
        this.smallBytes = smallBytes;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count += Math.max(0, read);
        if (count > smallBytes && !hasRoom) {
            room = source.take();
            hasRoom = true;
        }
        return read;
    }

    /** Gives the room back; the body itself is left open. */
    void giveBack() {
        room.close();
    }
}
