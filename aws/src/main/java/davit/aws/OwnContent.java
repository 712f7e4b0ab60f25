package davit.aws;

import davit.aws.operation.UploadContent;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.core.sync.RequestBody;

/** The stream of an upload that comes from the same process: not signed, without trailers. */
final class OwnContent implements UploadContent {
    private final InputStream stream;
    private final OptionalLong length;

    OwnContent(RequestBody body) {
        stream = body.contentStreamProvider().newStream();
        length = body.optionalContentLength().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    public InputStream stream() {
        return stream;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public List<String> announcedTrailers() {
        return List.of();
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
