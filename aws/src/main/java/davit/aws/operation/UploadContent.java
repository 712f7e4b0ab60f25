package davit.aws.operation;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The stream of an upload, with transfer encodings and signatures taken off. For one thread. */
public interface UploadContent {
    /**
     * The bytes of the content. Reading throws an {@code IOException} if the client breaks off, and a
     * {@link ServiceException} if a chunk's signature or the signed digest of the whole is wrong: only a stream that was
     * read to its end was received well.
     */
    InputStream stream();

    /** The announced number of bytes. */
    OptionalLong length();

    /** The names of the trailers that the client announced, in lower case: {@code x-amz-checksum-crc32}. */
    List<String> announcedTrailers();

    /** The trailers, by names in lower case; complete when {@link #stream()} was read to its end. */
    Map<String, String> trailers();
}
