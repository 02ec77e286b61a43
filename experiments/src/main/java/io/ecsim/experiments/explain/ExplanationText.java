package io.ecsim.experiments.explain;

import io.ecsim.experiments.Experiment;
import io.ecsim.model.ContainerInstance;
import io.ecsim.reports.table.CellText;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.util.List;
import java.util.OptionalInt;

/** An explanation as a terminal shows it. */
public final class ExplanationText {

    private static final int CANDIDATES = 12;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Experiment experiment;
    private final Explainer explainer;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    private ExplanationText(Experiment experiment, Explainer explainer, int width) {
        this.experiment = experiment;
        this.explainer = explainer;
        this.width = width;
    }

    /** Returns lines at most {@code width} characters long, ending with a line feed. */
    public static String of(Experiment experiment, Explainer explainer, TaskExplanation explanation, int width) {
        ExplanationText text = new ExplanationText(experiment, explainer, width);
        text.write(explanation);
        return text.out.toString();
    }

    private void write(TaskExplanation explanation) {
        TaskPlacement task = explanation.task();
        line("Task " + task.task() + " of " + task.group() + ", requested at " + time(task.requestedMicros()) + ": "
                + fate(task));
        if (explanation.decisions().isEmpty()) {
            line("The strategy planned it together with others, so there is no decision of its own to show.");
            return;
        }
        OptionalInt other = explanation.otherwise().stream()
                .mapToInt(Consequences::instance)
                .findFirst();
        if (task.asks() == 0) {
            line("It was asked for nowhere before: others whose needs speak for it were waiting already.");
        }
        for (Decision decision : explanation.decisions()) {
            decision(decision, other);
        }
        explanation.otherwise().ifPresent(consequences -> otherwise(explanation, consequences));
        if (explanation.otherwise().isEmpty() && explanation.firstChoice().isPresent()) {
            line("");
            line("No other instance could have taken it then, so nothing else could have happened.");
        }
    }

    private String fate(TaskPlacement task) {
        if (!task.isPlaced()) {
            return "never placed, asked " + times(task.asks()) + ".";
        }
        String instance = id(task.instance().orElseThrow());
        return "placed after " + time(task.waitMicros(explainer.endMicros())) + ", "
                + (task.placements() == 1 ? "on " + instance : times(task.placements()) + ", last on " + instance)
                + ".";
    }

    private void decision(Decision decision, OptionalInt other) {
        line("");
        long asked = decision.trace().candidates().size();
        long refused = decision.trace().candidates().stream()
                .filter(candidate -> candidate.refusal().isPresent())
                .count();
        String head = "At " + time(decision.atMicros()) + ": " + Decimals.whole(asked) + " instances, "
                + Decimals.whole(refused) + " refused";
        if (decision.chosen().isEmpty()) {
            line(head + ", none was left.");
        } else if (decision.roomCameUp()) {
            line(head + "; room came up on " + id(decision.chosen().getAsInt()) + ", the only one it fitted.");
        } else {
            line(head + ", " + Decimals.whole(asked - refused) + " could take it; "
                    + id(decision.chosen().getAsInt()) + " was chosen"
                    + decision.trace().chooser().map(by -> " by " + by).orElse("") + ".");
        }
        if (refused > 0) {
            line("");
            out.append(TextTables.text(ExplanationTables.refusals(decision), width));
        }
        if (refused < asked) {
            line("");
            int rows = (int) Math.min(CANDIDATES, asked - refused);
            out.append(
                    TextTables.text(ExplanationTables.candidates(decision, explainer.instances(), other, rows), width));
            if (rows < asked - refused) {
                line("and " + Decimals.whole(asked - refused - rows) + " more that could take it; --csv prints all.");
            }
        }
    }

    private void otherwise(TaskExplanation explanation, Consequences would) {
        line("");
        line("Had " + id(would.instance()) + " been taken in the first placement, all random numbers the same: "
                + (would.any()
                        ? Decimals.whole(would.elsewhere())
                                + (would.elsewhere() == 1 ? " other task would" : " other tasks would")
                                + " have gone to another instance, "
                                + Decimals.whole(would.later()) + " would have waited longer and "
                                + Decimals.whole(would.sooner()) + " shorter, together "
                                + (would.waitMicros() == 0
                                        ? "as long."
                                        : time(Math.abs(would.waitMicros()))
                                                + (would.waitMicros() < 0 ? " less." : " more."))
                        : "no other task would have noticed."));
        line("");
        out.append(TextTables.text(
                ExplanationTables.metrics(
                        explanation.run(), would.run(), experiment.objective().metric()),
                width));
        if (would.any()) {
            line("One run with one task elsewhere: what follows is as good as drawn anew, so this tells what would have"
                    + " happened, not which choice is better.");
        }
    }

    private String id(int instance) {
        List<ContainerInstance> instances = explainer.instances();
        return instances.get(instance).id();
    }

    private static String times(int count) {
        return count == 1 ? "once" : Decimals.whole(count) + " times";
    }

    private static String time(long micros) {
        return CellText.duration(micros / MICROS_PER_SECOND);
    }

    private void line(String text) {
        TextWrap.lines(text, width).forEach(part -> out.append(part).append('\n'));
    }
}
