package io.ecsim.cli;

import io.ecsim.experiments.output.ResultExtras;
import io.ecsim.naming.NearestName;
import io.ecsim.reports.figure.PaperWidth;
import io.ecsim.reports.page.FigureFormat;
import io.ecsim.reports.page.PaperFormats;
import io.ecsim.reports.page.TableFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What a command leaves behind for papers, beside its report. */
final class PaperArguments {

    private static final Map<String, PaperWidth> WIDTHS =
            new TreeMap<>(Map.of("single", PaperWidth.SINGLE, "double", PaperWidth.DOUBLE));

    @Option(
            names = "--figures",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "Write every figure for a paper, into paper/figures: svg, pdf, png, with commas between them.")
    private List<String> figures = new ArrayList<>();

    @Option(
            names = "--figure-width",
            paramLabel = "MM",
            description = "How wide those are: single (84 mm, the default), double (174 mm) or millimetres.")
    private String width = "single";

    @Option(
            names = "--tables",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "Write every table for a paper, into paper/tables: latex, markdown, with commas between them.")
    private List<String> tables = new ArrayList<>();

    /**
     * Returns what was asked for.
     *
     * @param sqlite whether the results are also wanted as a database
     */
    ResultExtras extras(boolean sqlite) {
        List<FigureFormat> figureFormats = chosen("--figures", figures, FigureFormat.values(), FigureFormat::ending);
        List<TableFormat> tableFormats = chosen("--tables", tables, TableFormat.values(), TableFormat::key);
        return new ResultExtras(new PaperFormats(figureFormats, width(), tableFormats), sqlite);
    }

    /** As {@link #extras(boolean)}; refuses them where no folder is written. */
    ResultExtras extras(boolean sqlite, ResultArguments results) {
        ResultExtras extras = extras(sqlite);
        boolean wanted = sqlite || !figures.isEmpty() || !tables.isEmpty();
        if (wanted && !results.writesFolder()) {
            throw new InputException("with --json, --figures, --tables and --sqlite need a folder: add --out DIR");
        }
        return extras;
    }

    private PaperWidth width() {
        PaperWidth named = WIDTHS.get(width.toLowerCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        try {
            return new PaperWidth(Double.parseDouble(width));
        } catch (NumberFormatException noNumber) {
            throw new InputException(
                    "--figure-width is \"" + width + "\", allowed are single, double and millimetres such as 120");
        } catch (IllegalArgumentException outside) {
            throw new InputException("--figure-width: " + outside.getMessage());
        }
    }

    private static <T> List<T> chosen(String option, List<String> asked, T[] all, Function<T, String> name) {
        List<String> names = Arrays.stream(all).map(name).toList();
        List<T> chosen = new ArrayList<>();
        for (String text : asked) {
            int at = names.indexOf(text.strip().toLowerCase(Locale.ROOT));
            if (at < 0) {
                String hint = NearestName.hint(text, names);
                throw new InputException(option + " has \"" + text + "\"" + (hint.isEmpty() ? "." : hint) + " Allowed: "
                        + String.join(", ", names));
            }
            if (chosen.contains(all[at])) {
                throw new InputException(option + " has \"" + text + "\" twice");
            }
            chosen.add(all[at]);
        }
        return chosen;
    }
}
