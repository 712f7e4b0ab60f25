package davit.server.platform;

import davit.aws.AwsService;
import davit.aws.InProcessClients;
import davit.aws.operation.Caller;
import davit.aws.port.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects of S3, read by its own operations in pieces of {@value #PIECE_BYTES} bytes. S3 is made later than those who
 * read, and handed in by {@link #become}.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class StoredObjects implements ObjectSource {
    private static final int PIECE_BYTES = 4 * 1024 * 1024;

    private final InProcessClients clients;
    private final AtomicReference<@Nullable AwsService> s3 = new AtomicReference<>();

    /** Reads by {@code clients}. */
    public StoredObjects(InProcessClients clients) {
        this.clients = clients;
    }

    /** Hands S3 in. */
    public void become(AwsService service) {
        s3.set(service);
    }

    @Override
    public InputStream open(String bucket, String key, @Nullable String version, Caller caller)
            throws RefusedException {
        AwsService service = s3.get();
        if (service == null) {
            throw new IllegalStateException("S3 is not there yet");
        }
        S3Client client = clients.client(service, S3Client.class, caller);
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(version)
                .build();
        try {
            HeadObjectResponse head = client.headObject(HeadObjectRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .versionId(version)
                    .build());
            GetObjectRequest same = request.toBuilder().ifMatch(head.eTag()).build();
            return new Pieces(client, same, head.contentLength());
        } catch (S3Exception _) { // the answer to HEAD has no words
            throw refusal(client, request);
        }
    }

    private static RefusedException refusal(S3Client client, GetObjectRequest request) {
        try {
            client.getObject(request.toBuilder().range("bytes=0-0").build(), ResponseTransformer.toBytes());
            return new RefusedException("InternalError", "We encountered an internal error. Please try again.");
        } catch (S3Exception e) {
            return new RefusedException(
                    e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage());
        }
    }

    /** An object, piece by piece. For one thread. */
    private static final class Pieces extends InputStream {
        private final S3Client client;
        private final GetObjectRequest request;
        private final long length;
        private byte[] piece = new byte[0];
        private int inPiece;
        private long read;

        Pieces(S3Client client, GetObjectRequest request, long length) {
            this.client = client;
            this.request = request;
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            if (read >= length) {
                return -1;
            }
            if (inPiece == piece.length) {
                fetch();
            }
            int count = Math.min(wanted, piece.length - inPiece);
            System.arraycopy(piece, inPiece, target, offset, count);
            inPiece += count;
            read += count;
            return count;
        }

        private void fetch() throws IOException {
            long last = Math.min(length, read + PIECE_BYTES) - 1;
            try {
                piece = client.getObject(
                                request.toBuilder()
                                        .range("bytes=" + read + "-" + last)
                                        .build(),
                                ResponseTransformer.toBytes())
                        .asByteArrayUnsafe();
                inPiece = 0;
            } catch (S3Exception e) {
                throw new IOException("the object changed while it was read: " + request.key(), e);
            }
            if (piece.length == 0) {
                throw new IOException("the object is shorter than it was: " + request.key());
            }
        }
    }
}
