package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.Table;
import java.util.List;
import java.util.Optional;

/** What a page says of planned faults. */
final class FaultSections {

    static final String TITLE = "Faults";

    private FaultSections() {}

    /** Returns the section; nothing where no fault is planned but deployments, which have a section of their own. */
    static Optional<Section> of(Findings findings) {
        return FaultTable.hasFaults(findings) ? drill(findings, FaultFigures.of(findings)) : Optional.empty();
    }

    /** Returns the section also where only deployments are planned. */
    static Optional<Section> drill(Findings findings, List<Figure> figures) {
        Optional<Table> table = FaultTable.of(findings);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Part part = Part.text("How deep the services fell, and how long it took until every one was whole again for a"
                        + " minute, counted from the first moment at which one had too few healthy tasks.")
                .with(table.get());
        for (Figure figure : figures) {
            part = part.with(figure);
        }
        return Optional.of(new Section(TITLE, part));
    }
}
