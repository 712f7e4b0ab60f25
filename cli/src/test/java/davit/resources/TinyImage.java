package davit.resources;

import davit.base.json.Json;
import davit.base.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An image with one empty file in it, in an OCI layout; two with different entry points are different images.
 *
 * @param folder the layout
 * @param digest of its manifest
 */
record TinyImage(Path folder, String digest) {
    static TinyImage in(Path folder, String entryPoint) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        byte[] layer = layer(folder);
        Map<String, Object> layerDescriptor = blob(folder, "application/vnd.oci.image.layer.v1.tar", layer);
        Map<String, Object> config = blob(
                folder,
                "application/vnd.oci.image.config.v1+json",
                Json.bytes(Map.of(
                        "architecture",
                        "amd64",
                        "os",
                        "linux",
                        "config",
                        Map.of("Entrypoint", List.of(entryPoint)),
                        "rootfs",
                        Map.of("type", "layers", "diff_ids", List.of(String.valueOf(layerDescriptor.get("digest")))))));
        Map<String, Object> manifest = blob(
                folder,
                "application/vnd.oci.image.manifest.v1+json",
                Json.bytes(Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        "application/vnd.oci.image.manifest.v1+json",
                        "config",
                        config,
                        "layers",
                        List.of(layerDescriptor))));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.write(
                folder.resolve("index.json"), Json.bytes(Map.of("schemaVersion", 2, "manifests", List.of(manifest))));
        return new TinyImage(folder, String.valueOf(manifest.get("digest")));
    }

    private static byte[] layer(Path folder) throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("file"));
        Path tar = folder.resolve("layer.tar");
        Command.of(
                        "tar",
                        "-C",
                        folder.toString(),
                        "-cf",
                        tar.toString(),
                        file.getFileName().toString())
                .run();
        return Files.readAllBytes(tar);
    }

    /** Pushes it, and gives its URI by digest. */
    String push(String repository, String password) throws IOException, InterruptedException {
        Command.of(
                        "skopeo",
                        "copy",
                        "--quiet",
                        "--preserve-digests",
                        "--dest-tls-verify=false",
                        "--dest-creds",
                        "AWS:" + password,
                        "oci:" + folder,
                        "docker://" + repository + ":" + digest.substring(digest.length() - 8))
                .run();
        return repository + "@" + digest;
    }

    private static Map<String, Object> blob(Path folder, String type, byte[] content) throws IOException {
        String hash = sha256(content);
        Files.write(folder.resolve("blobs/sha256").resolve(hash), content);
        return Map.of("mediaType", type, "digest", "sha256:" + hash, "size", content.length);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
