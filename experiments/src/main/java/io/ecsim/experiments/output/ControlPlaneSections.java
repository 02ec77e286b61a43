package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the page says of deployments, services, images and starts, where the worlds have a control plane. */
final class ControlPlaneSections {

    private static final double MICROS = 1e6;

    private ControlPlaneSections() {}

    /** Returns the sections; none without a control plane. */
    static List<Section> of(Findings findings) {
        if (!ControlPlaneRuns.areThere(findings)) {
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        if (DeploymentTable.hasUpdates(findings)) {
            sections.add(new Section("Deployments", deployments(findings)));
            Table messages = MessageTable.aroundUpdates(findings);
            if (!messages.rows().isEmpty()) {
                sections.add(new Section(
                        "Service messages",
                        Part.text("What the services said of their deployments, in the words of ECS: the first messages"
                                        + " under each " + findings.experiment().contenderNoun()
                                        + ", without those on targets of load balancers. All that"
                                        + " were kept are in service-messages.csv.")
                                .with(messages)));
            }
        }
        RequestSections.of(findings).ifPresent(sections::add);
        ScalingSections.of(findings).ifPresent(sections::add);
        GroupSections.of(findings).ifPresent(sections::add);
        if (ImageTable.hasPulls(findings)) {
            sections.add(new Section(
                    "Images",
                    Part.text(
                                    "What instances pulled before tasks could start. A cached pull sends nothing; a shared one"
                                            + " waits for a layer that is already on its way to the same instance.")
                            .with(ImageTable.of(findings))));
        }
        starts(findings).ifPresent(part -> sections.add(new Section("Starts and stops", part)));
        return sections;
    }

    /** Returns the tables that stand beside the report; none without a control plane. */
    static List<Table> tables(Findings findings) {
        if (!ControlPlaneRuns.areThere(findings)) {
            return List.of();
        }
        List<Table> tables = new ArrayList<>(List.of(DeploymentTable.all(findings), MessageTable.all(findings)));
        tables.addAll(RequestSections.tables(findings));
        tables.addAll(ScalingSections.tables(findings));
        tables.addAll(GroupSections.tables(findings));
        return tables;
    }

    private static Part deployments(Findings findings) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                "A rolling update starts new tasks as far as the upper limit and the room allow, waits until they"
                        + " are healthy, and stops as many old ones as the lower limit allows. Where whole free room is cut"
                        + " into pieces that are too small, it goes in smaller batches and takes longer.");
        for (Standing standing : findings.standings()) {
            slowest(findings, standing).ifPresent(paragraphs::add);
        }
        Part part = new Part(paragraphs, List.of(DeploymentTable.updates(findings)), List.of());
        for (Figure figure : DeploymentFigures.of(findings)) {
            part = part.with(figure);
        }
        return part;
    }

    /** Returns one sentence on the deployment of a strategy that was blocked longest. */
    private static Optional<String> slowest(Findings findings, Standing standing) {
        return ControlPlaneRuns.first(findings, standing).deployments().stream()
                .filter(deployment -> deployment.replaces() && deployment.blockedMicros() > 0)
                .max((a, b) -> Long.compare(a.blockedMicros(), b.blockedMicros()))
                .map(deployment -> sentence(standing.strategy(), deployment));
    }

    private static String sentence(String strategy, DeploymentRecord deployment) {
        Scale scale = Scale.time(deployment.blockedMicros() / MICROS);
        String blocked =
                Decimals.fixed(scale.of(deployment.blockedMicros() / MICROS), scale.decimals()) + " " + scale.unit();
        return "Under " + strategy + ", " + deployment.service() + " went in "
                + deployment.batches() + (deployment.batches() == 1 ? " batch" : " batches") + " and was blocked for "
                + blocked + ": " + DeploymentTable.blockedBy(deployment) + ".";
    }

    private static Optional<Part> starts(Findings findings) {
        Optional<BarPlot> latency = DeploymentFigures.startLatency(findings);
        Optional<Table> stops = StopTable.of(findings);
        if (latency.isEmpty() && stops.isEmpty()) {
            return Optional.empty();
        }
        Part part = Part.text("How long tasks take from their creation to RUNNING, and why they stopped.");
        if (stops.isPresent()) {
            part = part.with(stops.get());
        }
        return Optional.of(latency.isPresent() ? part.with(latency.get()) : part);
    }
}
