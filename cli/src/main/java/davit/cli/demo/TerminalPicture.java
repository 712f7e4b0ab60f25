package davit.cli.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture for a terminal of 24-bit colours: each character shows two pixels, one above the other. */
public final class TerminalPicture {
    private static final String UPPER_HALF = "\u2580";
    private static final String RESET = "\u001b[0m";

    private TerminalPicture() {}

    /**
     * The picture as text.
     *
     * @param columns its width in characters
     * @throws IOException if {@code file} is no picture that can be read
     */
    public static String of(Path file, int columns) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        if (picture == null) {
            throw new IOException(file + " is no picture");
        }
        return drawn(scaled(picture, columns));
    }

    private static BufferedImage scaled(BufferedImage picture, int columns) {
        int rows = Math.max(1, Math.round((float) picture.getHeight() * columns / picture.getWidth() / 2));
        BufferedImage small = new BufferedImage(columns, rows * 2, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = small.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(picture, 0, 0, small.getWidth(), small.getHeight(), null);
        canvas.dispose();
        return small;
    }

    private static String drawn(BufferedImage picture) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x++) {
                text.append("\u001b[38;2;")
                        .append(colour(picture.getRGB(x, y)))
                        .append(";48;2;")
                        .append(colour(picture.getRGB(x, y + 1)))
                        .append('m')
                        .append(UPPER_HALF);
            }
            text.append(RESET).append('\n');
        }
        return text.toString();
    }

    private static String colour(int rgb) {
        return (rgb >> 16 & 0xff) + ";" + (rgb >> 8 & 0xff) + ";" + (rgb & 0xff);
    }
}
