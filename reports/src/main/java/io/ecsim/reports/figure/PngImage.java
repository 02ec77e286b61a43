package io.ecsim.reports.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Figures as PNG, 1280 pixels wide: twice the size they are meant to be read at. */
public final class PngImage {
    /** Pixels per unit of the drawing. */
    public static final int SCALE = 2;

    private static final int MAX_HEIGHT = 20_000;

    private PngImage() {}

    /** The bytes of the picture. */
    public static byte[] bytes(Figure figure) {
        System.setProperty("java.awt.headless", "true");
        int height = Math.min(MAX_HEIGHT, height(figure));
        BufferedImage image = new BufferedImage(Picture.WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        prepare(graphics, height);
        Ink ink = new Ink(graphics);
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

    private static int height(Figure figure) {
        Graphics2D trial = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        int height = Picture.paint(figure, new Ink(trial));
        trial.dispose();
        return height;
    }

    private static void prepare(Graphics2D graphics, int height) {
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        Picture.ground(graphics, height);
    }
}
