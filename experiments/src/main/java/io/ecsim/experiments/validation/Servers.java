package io.ecsim.experiments.validation;

import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.workloads.law.Lifetime;
import java.util.Locale;

/**
 * How the servers of a queue are cut into instances.
 *
 * @param instances number of instances
 * @param slots tasks that fit on one
 * @param load arrival rate times mean service time
 * @param warmup mean service times cut: at least fourteen relaxation times of M/M/c, 1 / (c (1 - sqrt(load / c))^2)
 */
record Servers(int instances, int slots, double load, double warmup) {

    static final Servers TEN = new Servers(1, 10, 8, 150);
    static final Servers FIFTY = new Servers(2, 25, 45, 110);
    static final Servers HUNDRED = new Servers(4, 25, 90, 60);
    static final Servers THOUSAND = new Servers(20, 50, 970, 65);

    private static final int FEWEST_SAMPLES = 2;

    int total() {
        return instances * slots;
    }

    /**
     * Returns the queue that they serve.
     *
     * @param tasks measured in a replication
     */
    SlotQueue queue(Lifetime service, NoFitPolicy noFit, String strategy, double tasks) {
        return new SlotQueue(instances, slots, load, service, noFit, strategy, warmup, tasks / load, FEWEST_SAMPLES);
    }

    /** Returns the system's name, with its load, such as {@code M/M/10 at 8}. */
    String name(String kind) {
        return String.format(Locale.ROOT, "%s/%d at %.0f", kind, total(), load);
    }

    /** Returns the name of the system without a queue, such as {@code M/M/10/10 at 8}. */
    String lossName(String kind) {
        return String.format(Locale.ROOT, "%s/%d/%d at %.0f", kind, total(), total(), load);
    }
}
