package io.ecsim.experiments.theory;

import java.util.List;

/**
 * M/M/c whose queue serves classes by priority, in order of arrival within a class, and never takes a server away: the
 * mean wait of each class by Cobham (Operations Research 2, 1954), for one service rate.
 *
 * @param servers at least 1
 * @param loads arrival rate times mean service time of each class (Erlang), each above 0, the class served first first;
 *     their sum below the number of servers
 */
public record PriorityDelaySystem(int servers, List<Double> loads) {

    public PriorityDelaySystem {
        if (loads.isEmpty()) {
            throw new IllegalArgumentException("a queue needs a class of tasks");
        }
        loads.forEach(load -> Loads.requirePositive("load", load));
        loads = List.copyOf(loads);
    }

    /** Returns the mean wait of each class, in mean service times. */
    public double[] meanWaitsInServiceTimes() {
        double total = loads.stream().mapToDouble(Double::doubleValue).sum();
        double untilAServerIsFree = new DelaySystem(servers, total).waitProbability() / servers;
        double[] waits = new double[loads.size()];
        double before = 0;
        for (int i = 0; i < waits.length; i++) {
            double upTo = before + loads.get(i) / servers;
            waits[i] = untilAServerIsFree / ((1 - before) * (1 - upTo));
            before = upTo;
        }
        return waits;
    }

    /** Returns the mean wait over all tasks, in mean service times: that of the queue without priorities. */
    public double meanWaitInServiceTimes() {
        double[] waits = meanWaitsInServiceTimes();
        double total = loads.stream().mapToDouble(Double::doubleValue).sum();
        double sum = 0;
        for (int i = 0; i < waits.length; i++) {
            sum += waits[i] * loads.get(i);
        }
        return sum / total;
    }
}
