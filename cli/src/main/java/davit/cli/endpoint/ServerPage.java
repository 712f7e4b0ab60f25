package davit.cli.endpoint;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The server's pages that are not AWS's. */
public enum ServerPage {
    /** What runs. */
    STATUS("/_davit/status"),
    /** What functions used. */
    USAGE("/_davit/usage");

    private static final int OK = 200;

    private final String path;

    ServerPage(String path) {
        this.path = path;
    }

    /**
     * The page, JSON.
     *
     * @throws IOException if the server does not answer, or refuses
     */
    public byte[] bytes(URI server) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new IOException(server + " does not tell " + path + ": status " + answer.statusCode());
            }
            return answer.body();
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + server, e);
        }
    }
}
