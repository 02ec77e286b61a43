package io.ecsim.reports.page;

import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.PngImage;
import io.ecsim.reports.figure.SvgImage;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes reports and tables. Each file is written beside its place under another name and moved when it is complete,
 * so that no reader ever finds half a file; an older report is replaced file by file.
 */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes {@code report.html}, {@code report.md}, {@code tables/<name>.csv} and {@code figures/<name>.png|svg|csv}.
     *
     * @return the files written, {@code report.html} first
     * @throws IOException when a file cannot be written
     */
    public static List<Path> write(Report report, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        // The page comes last: whoever sees it finds everything it names.
        Path figures = directory.resolve("figures");
        for (Figure figure : report.figures()) {
            files.add(writeBytes(PngImage.bytes(figure), figures.resolve(figure.name() + ".png")));
            files.add(writeText(SvgImage.document(figure), figures.resolve(figure.name() + ".svg")));
            files.add(writeTable(figure.data(), figures.resolve(figure.name() + ".csv")));
        }
        for (Table table : report.tables()) {
            files.add(writeTable(table, directory.resolve("tables").resolve(table.name() + ".csv")));
        }
        files.add(writeText(MarkdownPage.text(report), directory.resolve("report.md")));
        files.add(0, writeText(HtmlPage.text(report), directory.resolve("report.html")));
        return files;
    }

    /**
     * Writes what a paper takes from a report into {@code paper} under a directory: {@code figures/<name>} in each
     * format beside {@code <name>.csv}, and {@code tables/<name>} in each format.
     *
     * @return the files written
     * @throws IOException when a file cannot be written
     */
    public static List<Path> write(Report report, PaperFormats formats, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Path figures = directory.resolve("paper").resolve("figures");
        for (Figure figure : formats.figures().isEmpty() ? List.<Figure>of() : report.figures()) {
            for (FigureFormat format : formats.figures()) {
                files.add(writeBytes(
                        format.bytes(figure, formats.width()), figures.resolve(figure.name() + "." + format.ending())));
            }
            files.add(writeTable(figure.data(), figures.resolve(figure.name() + ".csv")));
        }
        Path tables = directory.resolve("paper").resolve("tables");
        for (Table table : report.tables()) {
            for (TableFormat format : formats.tables()) {
                files.add(writeText(format.text(table), tables.resolve(table.name() + "." + format.ending())));
            }
        }
        return files;
    }

    /**
     * Writes a table as JSON when the file's name ends in {@code .json}, otherwise as CSV.
     *
     * @throws IOException when the file cannot be written
     */
    public static Path writeTable(Table table, Path file) throws IOException {
        boolean json =
                file.getFileName() != null && file.getFileName().toString().endsWith(".json");
        return writeText(json ? JsonTables.text(table) : CsvTables.text(table), file);
    }

    /**
     * Writes several tables as one JSON document.
     *
     * @throws IOException when the file cannot be written
     */
    public static Path writeTables(List<Table> tables, Path file) throws IOException {
        return writeText(JsonTables.text(tables), file);
    }

    /**
     * Writes text as UTF-8.
     *
     * @throws IOException when the file cannot be written
     */
    public static Path writeText(String text, Path file) throws IOException {
        return writeBytes(text.getBytes(StandardCharsets.UTF_8), file);
    }

    private static Path writeBytes(byte[] bytes, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null) {
            throw new IOException("cannot write to " + file + ": it is not a file");
        }
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, ".", ".unfinished");
        try {
            Files.write(unfinished, bytes);
            Permissions.likeNewFile(unfinished);
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return file;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
