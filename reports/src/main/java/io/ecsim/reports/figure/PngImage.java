package io.ecsim.reports.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import javax.imageio.ImageIO;

/** Figures as PNG, 1280 pixels wide: twice the size they are meant to be read at. */
public final class PngImage {
    /** Pixels per unit of the drawing. */
    public static final int SCALE = 2;

    private static final double PAPER_DPI = 600;
    private static final int MAX_HEIGHT = 20_000;

    private PngImage() {}

    /** The bytes of the picture. */
    public static byte[] bytes(Figure figure) {
        return bytes(figure, graphics -> new Ink(graphics), Picture.WIDTH, SCALE);
    }

    /** The bytes of a picture as wide as a paper has room for, with 600 dots to an inch and without the title. */
    public static byte[] bytes(Figure figure, PaperWidth paper) {
        return bytes(figure, graphics -> Ink.untitled(graphics, paper.units()), paper.units(), PAPER_DPI / paper.dpi());
    }

    private static byte[] bytes(Figure figure, Function<Graphics2D, Ink> inks, int width, double scale) {
        System.setProperty("java.awt.headless", "true");
        int height = Math.min(MAX_HEIGHT, height(figure, inks));
        BufferedImage image = new BufferedImage(
                (int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        prepare(graphics, width, height, scale);
        Ink ink = inks.apply(graphics);
        Picture.paint(figure, ink);
        for (Words words : ink.words()) {
            graphics.setFont(words.style().font());
            graphics.setColor(words.color());
            graphics.drawString(words.text(), (float) words.left(), (float) words.y());
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode figure '" + figure.name() + "'", e);
        }
        return out.toByteArray();
    }

    static int height(Figure figure, Function<Graphics2D, Ink> inks) {
        Graphics2D trial = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        int height = Picture.paint(figure, inks.apply(trial));
        trial.dispose();
        return height;
    }

    private static void prepare(Graphics2D graphics, int width, int height, double scale) {
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        Picture.ground(graphics, width, height);
    }
}
