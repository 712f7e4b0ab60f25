package davit.functions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Answers every HTTP request with its method and path, and closes the connection. */
final class HttpGreeting {
    private HttpGreeting() {}

    /** Answers until {@code channel} is closed. */
    static void serve(ServerSocketChannel channel) {
        try {
            while (true) {
                try (SocketChannel client = channel.accept()) {
                    answer(client);
                }
            }
        } catch (AsynchronousCloseException e) {
            return; // With the sandbox.
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(SocketChannel client) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
        String first = String.valueOf(lines.readLine());
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = lines.readLine();
        }
        String body = first.replace(" HTTP/1.1", "");
        String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        Channels.newOutputStream(client).write(answer.getBytes(StandardCharsets.UTF_8));
    }
}
