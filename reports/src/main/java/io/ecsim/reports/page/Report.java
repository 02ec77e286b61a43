package io.ecsim.reports.page;

import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A report in the order in which it is read.
 *
 * @param title the name of the scenario
 * @param headline one sentence that answers, or says that the strategies tie, and why
 * @param numbers objective, need, price and unplaced; exactly four, an unknown one says why
 * @param howSure how sure the answer is; its tables fold away on the page
 * @param firstFigures what stands side by side on the first screen, at most two
 * @param doubts what may make the answer wrong, one sentence each; an empty list is shown as such
 * @param whyNotPlaced why tasks were not placed
 * @param repeat how to get the same results again
 * @param sections what follows, in order
 */
public record Report(
        String title,
        String headline,
        List<KeyNumber> numbers,
        Part howSure,
        List<Figure> firstFigures,
        List<String> doubts,
        Part whyNotPlaced,
        Repeat repeat,
        List<Section> sections) {
    private static final int NUMBERS = 4;
    private static final int FIRST_FIGURES = 2;

    public Report {
        numbers = List.copyOf(numbers);
        firstFigures = List.copyOf(firstFigures);
        doubts = List.copyOf(doubts);
        sections = List.copyOf(sections);
        if (headline.isBlank()) {
            throw new IllegalArgumentException("report '" + title + "' has a blank headline");
        }
        if (numbers.size() != NUMBERS) {
            throw new IllegalArgumentException("report '" + title + "' has " + numbers.size() + " key numbers, exactly "
                    + NUMBERS + " are needed");
        }
        if (firstFigures.size() > FIRST_FIGURES) {
            throw new IllegalArgumentException("report '" + title + "' has " + firstFigures.size()
                    + " figures on the first screen, at most " + FIRST_FIGURES + " fit");
        }
        Set<String> names = new LinkedHashSet<>();
        for (Figure figure : figures(firstFigures, howSure, whyNotPlaced, sections)) {
            requireNew(names, figure.name());
        }
        for (Table table : tables(howSure, whyNotPlaced, sections)) {
            requireNew(names, table.name());
        }
    }

    /** All figures in reading order. */
    public List<Figure> figures() {
        return figures(firstFigures, howSure, whyNotPlaced, sections);
    }

    /** All tables in reading order, without the data of the figures. */
    public List<Table> tables() {
        return tables(howSure, whyNotPlaced, sections);
    }

    private static List<Figure> figures(List<Figure> first, Part howSure, Part why, List<Section> sections) {
        List<Figure> figures = new ArrayList<>(howSure.figures());
        figures.addAll(first);
        figures.addAll(why.figures());
        sections.forEach(section -> figures.addAll(section.content().figures()));
        return figures;
    }

    private static List<Table> tables(Part howSure, Part why, List<Section> sections) {
        List<Table> tables = new ArrayList<>(howSure.tables());
        tables.addAll(why.tables());
        sections.forEach(section -> tables.addAll(section.content().tables()));
        return tables;
    }

    private static void requireNew(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException(
                    "report has two tables or figures named '" + name + "', each needs a name of its own");
        }
    }
}
