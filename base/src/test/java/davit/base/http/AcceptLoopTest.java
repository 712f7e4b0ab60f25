package davit.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceptLoopTest {
    @Test
    void goesOnAfterAFailureUntilTheListenerIsClosed() throws IOException {
        List<SocketChannel> taken = new ArrayList<>();
        try (Listener listener = new Listener()) {
            new AcceptLoop(listener, taken::add, new SystemTime()).untilClosed();
        }
        assertThat(taken).hasSize(1);
        taken.getFirst().close();
    }

    /** Has too many open files at first, then a connection, then is closed. */
    private static final class Listener extends ServerSocketChannel {
        private int calls;

        Listener() {
            super(SelectorProvider.provider());
        }

        @Override
        public SocketChannel accept() throws IOException {
            calls++;
            if (calls == 1) {
                throw new IOException("Too many open files");
            }
            if (calls > 2) {
                close();
                throw new IOException("closed");
            }
            return SocketChannel.open();
        }

        @Override
        public ServerSocketChannel bind(SocketAddress local, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public ServerSocket socket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketAddress getLocalAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }
}
