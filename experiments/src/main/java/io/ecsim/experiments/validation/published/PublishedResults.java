package io.ecsim.experiments.validation.published;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came out of running published results again. */
public final class PublishedResults {

    /** Means that differ less were published as equal: half a unit of their last decimal. */
    private static final double TIE = 0.005;

    private final List<FgdCell> cells;
    private final List<KnownResult> known;

    PublishedResults(List<FgdCell> cells, List<KnownResult> known) {
        this.cells = List.copyOf(cells);
        List<KnownResult> all = new ArrayList<>(orders(cells));
        all.addAll(known);
        this.known = List.copyOf(all);
    }

    /** Returns whether every cell is within its bounds, every order is kept, and every known result came out. */
    public boolean passed() {
        return cells.stream().allMatch(FgdCell::passes) && known.stream().allMatch(KnownResult::passed);
    }

    List<FgdCell> cells() {
        return cells;
    }

    /** Returns the cells of the table itself: GPUs allocated at 130 %. */
    List<FgdCell> table() {
        return cells.stream().filter(PublishedResults::ofTable).toList();
    }

    /** Returns the other levels and measures. */
    List<FgdCell> details() {
        return cells.stream().filter(cell -> !ofTable(cell)).toList();
    }

    private static boolean ofTable(FgdCell cell) {
        return cell.measure() == Measure.ALLOCATED && cell.level() == FgdCell.TABLE_LEVEL;
    }

    /** Returns the orders of the policies, then the results that need no data. */
    List<KnownResult> known() {
        return known;
    }

    private static List<KnownResult> orders(List<FgdCell> cells) {
        Map<String, List<FgdCell>> byWorkload = new LinkedHashMap<>();
        for (FgdCell cell : cells) {
            if (ofTable(cell)) {
                byWorkload
                        .computeIfAbsent(cell.workload(), name -> new ArrayList<>())
                        .add(cell);
            }
        }
        List<KnownResult> orders = new ArrayList<>();
        byWorkload.forEach((workload, row) -> orders.add(order(workload, row)));
        return orders;
    }

    private static KnownResult order(String workload, List<FgdCell> row) {
        List<FgdCell> published = new ArrayList<>(row);
        published.sort(
                Comparator.comparingDouble((FgdCell cell) -> -cell.published().mean()));
        List<FgdCell> measured = new ArrayList<>(row);
        measured.sort(
                Comparator.comparingDouble((FgdCell cell) -> -cell.measured().mean()));
        boolean kept = true;
        for (int i = 1; i < published.size(); i++) {
            FgdCell better = published.get(i - 1);
            FgdCell worse = published.get(i);
            boolean tie = better.published().mean() - worse.published().mean() < TIE;
            kept &= tie || better.measured().mean() > worse.measured().mean();
        }
        return new KnownResult(workload + ": order of the policies", names(published), names(measured), kept);
    }

    private static String names(List<FgdCell> cells) {
        return cells.stream().map(cell -> cell.policy().words()).collect(Collectors.joining(", "));
    }
}
