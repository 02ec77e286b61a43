package io.ecsim.experiments.findings;

import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillLine;
import io.ecsim.billing.BillingPlan;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.observe.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the bills of an experiment count, and what they leave out. */
public final class BillScope {

    /** What is never billed. */
    private static final String NEVER =
            "traffic to the internet, registries, logs and monitoring, free tiers and volume"
                    + " discounts, support, taxes";

    private BillScope() {}

    /** Returns whether some bill has more than instances on demand. */
    public static boolean isWide(RunMatrix runs) {
        return results(runs).anyMatch(run -> !run.bill().isOfInstancesOnly());
    }

    private static Stream<RunResult> results(RunMatrix runs) {
        return IntStream.range(0, runs.contenders().size())
                .boxed()
                .flatMap(contender -> runs.finished(contender).stream());
    }

    /** Returns what the bills count. */
    public static String counted(RunMatrix runs) {
        List<String> items = results(runs)
                .flatMap(run -> run.bill().lines().stream())
                .map(BillLine::item)
                .distinct()
                .sorted()
                .map(BillItem::title)
                .toList();
        return "Counted: " + String.join(", ", items) + ".";
    }

    /** Returns what they leave out. */
    public static String notCounted(Experiment experiment) {
        List<String> left = new ArrayList<>();
        leftOut(experiment, left, "EBS volumes", plan -> !plan.volumes().isEmpty());
        leftOut(
                experiment,
                left,
                "load balancers",
                plan -> !plan.loadBalancers().isEmpty());
        leftOut(experiment, left, "NAT gateways", plan -> has(plan, BillItem.NAT_HOURS));
        leftOut(experiment, left, "interface endpoints", plan -> has(plan, BillItem.ENDPOINT_HOURS));
        leftOut(
                experiment,
                left,
                "traffic between zones",
                plan -> plan.traffic().zoneNanoUsdPerGb() > 0);
        leftOut(
                experiment,
                left,
                "public addresses of instances and tasks",
                plan -> plan.instanceAddressNanoUsdPerHour() > 0);
        leftOut(experiment, left, "commitments", plan -> plan.savingsPlan().isPresent());
        String asked = left.isEmpty() ? "" : String.join(", ", left) + " (the scenario does not ask for them); ";
        return "Not counted: " + asked + NEVER + ".";
    }

    private static boolean has(BillingPlan plan, BillItem item) {
        return plan.standing().stream().anyMatch(standing -> standing.item() == item);
    }

    private static void leftOut(Experiment experiment, List<String> left, String what, Predicate<BillingPlan> counts) {
        boolean none = experiment.variants().stream()
                .map(variant -> variant.worlds().world(0).billing())
                .noneMatch(counts);
        if (none) {
            left.add(what);
        }
    }
}
