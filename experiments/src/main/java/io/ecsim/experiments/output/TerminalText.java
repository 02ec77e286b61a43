package io.ecsim.experiments.output;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.findings.Answer;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a comparison prints: what was asked, the ranking, the answer and what separates. */
public final class TerminalText {

    private TerminalText() {}

    /** Returns lines at most {@code width} characters long, ending with a line feed. */
    public static String of(Findings findings, int width) {
        StringBuilder out = new StringBuilder();
        head(findings).forEach(line -> wrapped(out, line, width));
        if (!findings.standings().isEmpty()) {
            out.append('\n').append(TextTables.text(RankingTable.of(findings), width));
            legend(findings).forEach(line -> wrapped(out, line, width));
        }
        out.append('\n');
        Answer answer = Answer.of(findings);
        wrapped(out, answer.headline(), width);
        wrapped(out, answer.separates(), width);
        return out.toString();
    }

    private static List<String> head(Findings findings) {
        Experiment experiment = findings.experiment();
        int asked = findings.asked();
        String replications = findings.result().stopped()
                ? findings.pairs() + " of " + asked + " replications (ended early)"
                : asked + (asked == 1 ? " replication" : " replications");
        List<String> head = new ArrayList<>();
        head.add(experiment.name() + ": " + contenders(experiment) + ", " + replications + ", " + instances(experiment)
                + ", seed " + experiment.seed());
        if (!experiment.overrides().isEmpty()) {
            head.add("In place of the scenario's values: " + String.join(", ", experiment.overrides()));
        }
        head.add("Objective" + (experiment.objective().stated() ? "" : " (default)") + ": "
                + Phrases.objective(experiment.objective()) + ".");
        return head;
    }

    private static String contenders(Experiment experiment) {
        int strategies = experiment.strategies().size();
        String counted = strategies + (strategies == 1 ? " strategy" : " strategies");
        int variants = experiment.variants().size();
        String versions = variants + (variants == 1 ? " variant" : " variants");
        return !experiment.hasVariants() ? counted : strategies == 1 ? versions : versions + " by " + counted;
    }

    private static String instances(Experiment experiment) {
        IntSummaryStatistics instances = experiment.variants().stream()
                .map(Variant::worlds)
                .flatMapToInt(worlds -> IntStream.of(worlds.instances(), worlds.mostInstances()))
                .summaryStatistics();
        String most = Decimals.whole(instances.getMax()) + " instances";
        return instances.getMin() == instances.getMax() ? most : Decimals.whole(instances.getMin()) + " to " + most;
    }

    private static List<String> legend(Findings findings) {
        List<String> legend = new ArrayList<>();
        if (findings.standings().size() > 1 && findings.pairs() > 1) {
            legend.add("[low, high] is the 95 % interval of the paired difference");
        }
        if (findings.standings().stream().anyMatch(Standing::tied)) {
            legend.add("= shares its rank: not separated, or by less than matters");
        }
        if (findings.pairs() == 1) {
            legend.add("one replication: no intervals, and a rank is one observation");
        }
        Set<String> broken = new LinkedHashSet<>();
        findings.standings().forEach(standing -> broken.addAll(standing.broken()));
        if (!broken.isEmpty()) {
            legend.add("x does not keep: " + Phrases.list(List.copyOf(broken)));
        }
        return legend;
    }

    private static void wrapped(StringBuilder out, String line, int width) {
        TextWrap.lines(TextWrap.plain(line), width)
                .forEach(part -> out.append(part).append('\n'));
    }
}
