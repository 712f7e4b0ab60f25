package davit.deploy.aws.s3;

import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ArchiveValue;
import davit.deploy.value.PropertyValue.AssetValue;
import davit.deploy.value.PropertyValue.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The content of an object as a program gives it: text, base64, or a file.
 *
 * @param programFolder what paths are relative to
 */
public record ObjectContent(Path programFolder) {
    /** What to send; files are streamed. */
    RequestBody of(Properties inputs) throws ProviderException {
        if (inputs.has("content")) {
            return RequestBody.fromString(inputs.text("content").orElse(""));
        }
        if (inputs.has("contentBase64")) {
            return RequestBody.fromBytes(decoded(inputs.text("contentBase64").orElse("")));
        }
        PropertyValue source = inputs.value("source");
        if (source instanceof AssetValue asset && asset.source() == Source.TEXT) {
            return RequestBody.fromString(asset.content());
        }
        if (source instanceof AssetValue asset && asset.source() == Source.PATH) {
            return file(asset.content());
        }
        if (source instanceof ArchiveValue archive && archive.source() == Source.PATH) {
            return file(archive.content());
        }
        if (source.isNull()) {
            return RequestBody.empty();
        }
        throw new ProviderException("source: only texts and files are supported as the content of an object,"
                + " not URIs and archives that are made of assets");
    }

    private static byte[] decoded(String base64) throws ProviderException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProviderException("contentBase64: " + e.getMessage(), e);
        }
    }

    private RequestBody file(String path) throws ProviderException {
        Path file = programFolder.resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            throw new ProviderException("source: " + file + " is no file");
        }
        return RequestBody.fromFile(file);
    }
}
