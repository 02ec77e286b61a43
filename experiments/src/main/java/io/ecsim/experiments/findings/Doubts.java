package io.ecsim.experiments.findings;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.WorldSource;
import io.ecsim.experiments.run.Need;
import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.observe.DeploymentRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What to doubt about an answer, in sentences. */
public final class Doubts {

    /** What the model leaves out in every scenario, for now. */
    static final String LEFT_OUT = "The model leaves out image pulls, agent and start latency, the use of what is"
            + " reserved (contention, memory kills), network and volumes, API throttling, and auto scaling.";

    /** What it leaves out where there is a control plane. */
    static final String LEFT_OUT_OF_CONTROL_PLANE = "The model leaves out the CPU of containers whose use"
            + " is not stated, network between tasks, and API throttling that the scenario does not state; times of the"
            + " agent and of AWS are assumptions.";

    private static final String REFUSALS = "Reasons for refusals are sampled: at the first refusal of a kind of task,"
            + " then at most once a kind and simulated minute; their shares are estimates.";

    private Doubts() {}

    /** Returns sentences, the gravest first. */
    public static List<String> of(Findings findings) {
        List<String> doubts = new ArrayList<>();
        censoring(findings, doubts);
        overload(findings, doubts);
        unfinished(findings, doubts);
        need(findings, doubts);
        if (!findings.experiment().objective().stated()) {
            doubts.add("The scenario states no objective, so the default was used: "
                    + Phrases.objective(findings.experiment().objective()) + ".");
        }
        doubts.add(prices(findings));
        doubts.addAll(findings.experiment().assumptions());
        doubts.add(hasControlPlane(findings.result().runs()) ? LEFT_OUT_OF_CONTROL_PLANE : LEFT_OUT);
        if (hasRefusals(findings.result().runs())) {
            doubts.add(REFUSALS);
        }
        return doubts;
    }

    private static void censoring(Findings findings, List<String> doubts) {
        RunMatrix runs = findings.result().runs();
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < runs.contenders().size(); i++) {
            double share = RunFacts.censoredShare(runs.pairedRuns(i));
            if (share > 0) {
                shares.add(
                        Phrases.percent(share) + " under " + runs.contenders().get(i));
            }
        }
        if (!shares.isEmpty()) {
            doubts.add("Tasks still waiting at the end are censored: " + Phrases.list(shares)
                    + ". Quantiles allow for them (Kaplan-Meier); mean waits are of placed tasks only and are too low"
                    + " where many still wait.");
        }
    }

    private static void overload(Findings findings, List<String> doubts) {
        RunMatrix runs = findings.result().runs();
        List<String> growing = IntStream.range(0, runs.contenders().size())
                .filter(strategy -> RunFacts.waitingGrows(runs.pairedRuns(strategy)))
                .mapToObj(strategy -> runs.contenders().get(strategy))
                .toList();
        if (!growing.isEmpty()) {
            doubts.add(
                    "The number of waiting tasks still grows towards the end under " + Phrases.list(growing)
                            + ": there the load is more than the cluster can place, and waits grow with the length of the run.");
        }
    }

    private static void unfinished(Findings findings, List<String> doubts) {
        RunMatrix runs = findings.result().runs();
        List<String> open = new ArrayList<>();
        for (int i = 0; i < runs.contenders().size(); i++) {
            List<DeploymentRecord> updates = runs.pairedRuns(i).stream()
                    .flatMap(run -> run.controlPlane().stream())
                    .flatMap(result -> result.deployments().stream())
                    .filter(DeploymentRecord::replaces)
                    .toList();
            long count = updates.stream()
                    .filter(deployment -> deployment.endedMicros() == DeploymentRecord.OPEN)
                    .count();
            if (count > 0) {
                open.add(count + " of " + updates.size() + " under "
                        + runs.contenders().get(i));
            }
        }
        if (!open.isEmpty()) {
            doubts.add("Deployments still on their way at the end: " + Phrases.list(open)
                    + ". Deployment time is of completed ones only and is too low where some are not; with none, it is"
                    + " unknown.");
        }
    }

    private static boolean hasControlPlane(RunMatrix runs) {
        return IntStream.range(0, runs.contenders().size())
                .anyMatch(strategy -> runs.finished(strategy).stream()
                        .anyMatch(run -> run.controlPlane().isPresent()));
    }

    private static void need(Findings findings, List<String> doubts) {
        List<Need> needs = findings.result().needs();
        if (needs.isEmpty()) {
            return;
        }
        Need any = needs.get(0);
        doubts.add("Need is the mean of the first " + Phrases.count(any.replications(), "replication")
                + " and takes for granted that more instances never make it worse; "
                + any.atLeast() + " to " + any.tried() + " instances were searched.");
    }

    private static String prices(Findings findings) {
        Experiment experiment = findings.experiment();
        boolean wide = BillScope.isWide(findings.result().runs());
        String scope = wide ? " " + BillScope.notCounted(experiment) : "";
        List<String> sources = experiment.variants().stream()
                .map(variant -> source(variant.worlds()))
                .distinct()
                .toList();
        if (sources.equals(List.of(""))) {
            return wide ? "The instances have no price." + scope : "The instances have no price, so nothing is priced.";
        }
        List<String> named = experiment.variants().stream()
                .map(variant -> source(variant.worlds()).isEmpty()
                        ? "of none under " + variant.name()
                        : source(variant.worlds()) + " under " + variant.name())
                .toList();
        String prices = "Prices are " + (sources.size() == 1 ? sources.get(0) : String.join("; ", named));
        return wide
                ? prices + "." + scope
                : prices + "; only instances are counted: no volumes, load balancers, traffic or commitments.";
    }

    private static String source(WorldSource worlds) {
        if (worlds.mostMicroUsdPerHour() == 0) {
            return "";
        }
        return worlds.priceDate().isEmpty()
                ? "stated by the scenario"
                : "on-demand, " + worlds.region() + ", of " + worlds.priceDate();
    }

    private static boolean hasRefusals(RunMatrix runs) {
        return IntStream.range(0, runs.contenders().size())
                .anyMatch(strategy -> runs.finished(strategy).stream()
                        .anyMatch(run -> !run.refusals().isEmpty()));
    }
}
