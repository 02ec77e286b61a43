package io.ecsim.experiments.findings;

import io.ecsim.experiments.drills.PreProvisioned;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a drill found, in sentences on which a planner can act. */
public final class DrillAnswer {

    /** Times closer than this are told as one. */
    private static final double SAME = 0.05;

    private final DrillFindings drill;

    private DrillAnswer(DrillFindings drill) {
        this.drill = drill;
    }

    /** Returns sentences, the answer first. */
    public static List<String> of(DrillFindings drill) {
        DrillAnswer answer = new DrillAnswer(drill);
        List<String> sentences = new ArrayList<>();
        sentences.add(answer.headline());
        answer.requests().ifPresent(sentences::add);
        answer.deployment().ifPresent(sentences::add);
        answer.prepared().ifPresent(sentences::add);
        answer.price().ifPresent(sentences::add);
        sentences.addAll(drill.notes());
        return sentences;
    }

    private List<Standing> asStated() {
        return drill.rows().stream()
                .filter(standing -> variant(standing).equals(drill.drill().name()))
                .toList();
    }

    private String variant(Standing standing) {
        return drill.all().contender(standing).variant().name();
    }

    private String headline() {
        List<Standing> rows = asStated();
        String when = "When " + drill.drill().event() + ", ";
        if (rows.stream().noneMatch(row -> drill.recoverySeconds(row).isPresent())) {
            Standing least = best(rows, row -> row.mean(Metric.LOST_WORK));
            String lost = MetricColumns.text(Metric.LOST_WORK, least.mean(Metric.LOST_WORK));
            return when
                    + (rows.size() == 1
                            ? lost + " of work are lost."
                            : strategy(least) + " loses least work, " + lost + ".");
        }
        Standing first = best(rows, row -> seconds(row));
        Standing last =
                rows.stream().max(Comparator.comparingDouble(this::seconds)).orElseThrow();
        String depth = drill.trough(first).isPresent()
                ? "; at worst " + Phrases.percent(drill.trough(first).getAsDouble())
                        + " of the desired tasks of a service are healthy"
                : "";
        if (rows.stream().allMatch(row -> drill.trough(row).orElse(0) >= 1)) {
            return when + "every service keeps as many healthy tasks as it desires"
                    + (rows.size() == 1 ? "." : ", under every strategy.");
        }
        if (rows.stream().noneMatch(drill::recovered)) {
            return when + "the services do not recover before the end" + depth + ".";
        }
        boolean alike = drill.recovered(last) && seconds(last) <= seconds(first) * (1 + SAME);
        if (rows.size() == 1 || alike) {
            return when + "the services recover in " + time(first) + (rows.size() == 1 ? "" : " under every strategy")
                    + depth + ".";
        }
        if (!areApart(first, last)) {
            return when + "the services recover in " + time(first) + " under " + strategy(first) + " and in "
                    + time(last)
                    + " under " + strategy(last) + ", which "
                    + Phrases.count(drill.struck().pairs(), "replication") + " cannot tell apart" + depth + ".";
        }
        return when + strategy(first) + " recovers first, in " + time(first) + depth + ". "
                + (drill.recovered(last)
                        ? strategy(last) + " takes " + time(last) + "."
                        : strategy(last) + " does not recover before the end.");
    }

    /** Returns how many requests fail. */
    private Optional<String> requests() {
        List<Standing> rows = asStated();
        Standing worst = rows.stream()
                .max(Comparator.comparingDouble(row -> row.mean(Metric.REQUEST_ERRORS)))
                .orElseThrow();
        double share = worst.mean(Metric.REQUEST_ERRORS);
        return drill.beside(worst, DrillFindings.UNDISTURBED)
                .filter(calm -> Double.isFinite(share))
                .map(calm -> "Of all requests " + Phrases.percent(share) + " fail"
                        + (hasStrategies() ? " at most, under " + strategy(worst) : "") + "; undisturbed, "
                        + Phrases.percent(calm.mean(Metric.REQUEST_ERRORS)) + ".");
    }

    /** Returns how much longer the deployment takes that goes with the drill. */
    private Optional<String> deployment() {
        if (drill.drill().beside().isEmpty()) {
            return Optional.empty();
        }
        List<Standing> rows = asStated();
        Optional<Standing> open = rows.stream()
                .filter(row -> drill.deploymentSeconds(row).isEmpty())
                .findFirst();
        if (open.isPresent()) {
            return Optional.of("The deployment is not complete in every replication when the run ends"
                    + (hasStrategies() ? ", under " + strategy(open.get()) : "") + ".");
        }
        Standing slowest = rows.stream()
                .max(Comparator.comparingDouble(
                        row -> drill.deploymentSeconds(row).orElseThrow()))
                .orElseThrow();
        return drill.beside(slowest, DrillFindings.UNDISTURBED)
                .filter(calm -> drill.deploymentSeconds(calm).isPresent())
                .map(calm -> "The deployment takes "
                        + seconds(drill.deploymentSeconds(slowest)) + " instead of "
                        + seconds(drill.deploymentSeconds(calm))
                        + (hasStrategies() ? " under " + strategy(slowest) + ", where it takes longest" : "") + ".");
    }

    private static String seconds(OptionalDouble seconds) {
        return MetricColumns.text(Metric.DEPLOYMENT_TIME, seconds.orElseThrow());
    }

    /** Returns what the pre-provisioned fleet gains and costs, under the strategy that gains most by it. */
    private Optional<String> prepared() {
        return drill.rows().stream()
                .filter(standing -> variant(standing).equals(PreProvisioned.NAME))
                .max(Comparator.comparingDouble(this::gain))
                .flatMap(ready -> drill.beside(ready, drill.drill().name()).map(asStated -> prepared(ready, asStated)));
    }

    private double gain(Standing ready) {
        return drill.beside(ready, drill.drill().name())
                .map(asStated ->
                        Math.min(burden(asStated), Double.MAX_VALUE) - Math.min(burden(ready), Double.MAX_VALUE))
                .orElse(0.0);
    }

    private double burden(Standing standing) {
        return drill.recoverySeconds(standing).isPresent() ? seconds(standing) : standing.mean(Metric.LOST_WORK);
    }

    private String prepared(Standing ready, Standing asStated) {
        boolean recovers = drill.recoverySeconds(ready).isPresent();
        String who = "Pre-provisioned, " + (hasStrategies() ? strategy(ready) : "the scenario");
        String gain = recovers
                ? " recovers in " + time(ready) + " instead of " + time(asStated)
                : " loses " + MetricColumns.text(Metric.LOST_WORK, ready.mean(Metric.LOST_WORK))
                        + " of work instead of "
                        + MetricColumns.text(Metric.LOST_WORK, asStated.mean(Metric.LOST_WORK));
        boolean same = burden(asStated) == burden(ready)
                || (Double.isFinite(burden(asStated))
                        && Math.abs(burden(asStated) - burden(ready)) <= SAME * burden(asStated));
        double more = ready.mean(Metric.BILLED) / asStated.mean(Metric.BILLED) - 1;
        String price = Double.isFinite(more)
                ? ", for " + Phrases.percent(Math.abs(more)) + (more >= 0 ? " more" : " less")
                : "";
        return same
                ? who + (recovers ? " recovers no sooner" : " loses as much work") + price + "."
                : who + gain + price + ".";
    }

    private boolean hasStrategies() {
        return drill.all().experiment().strategies().size() > 1;
    }

    /** Returns what the drill does to the bill. */
    private Optional<String> price() {
        Standing first = asStated().get(0);
        return drill.beside(first, DrillFindings.UNDISTURBED).flatMap(calm -> {
            double change = first.mean(Metric.BILLED) / calm.mean(Metric.BILLED) - 1;
            return Double.isFinite(change) && Math.abs(change) >= 0.001
                    ? Optional.of("The bill of the run is " + Phrases.percent(Math.abs(change))
                            + (change > 0 ? " more" : " less") + " than undisturbed.")
                    : Optional.empty();
        });
    }

    /** Returns whether two of those with the drill are told apart by their replications. */
    private boolean areApart(Standing one, Standing other) {
        return drill.struck()
                .ranking()
                .flatMap(ranking -> ranking.comparison(one.strategy(), other.strategy()))
                .map(Comparison::ranksApart)
                .orElse(true);
    }

    private interface Value {
        double of(Standing standing);
    }

    private static Standing best(List<Standing> rows, Value value) {
        return rows.stream().min(Comparator.comparingDouble(value::of)).orElseThrow();
    }

    private double seconds(Standing standing) {
        OptionalDouble recovery = drill.recoverySeconds(standing);
        return drill.recovered(standing) ? recovery.orElse(Double.NaN) : Double.POSITIVE_INFINITY;
    }

    private String strategy(Standing standing) {
        return drill.all().contender(standing).strategy().name();
    }

    private String time(Standing standing) {
        double seconds = drill.recoverySeconds(standing).orElse(Double.NaN);
        return (drill.recovered(standing) ? "" : "more than ") + MetricColumns.text(Metric.RECOVERY, seconds);
    }
}
