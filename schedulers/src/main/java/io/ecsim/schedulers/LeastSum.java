package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.DeviceChooser;
import io.ecsim.placement.Request;
import java.util.Arrays;
import java.util.List;

/** Picks the candidate with the least weighted sum of costs, each brought to 0 to 1 over the candidates. */
final class LeastSum implements Chooser, DeviceChooser, InstanceListener {

    /** The costs of one term. */
    @FunctionalInterface
    interface Costs {
        long cost(Request request, InstanceView instance);
    }

    private final double[] weights;
    private final Costs[] costs;
    private final List<InstanceListener> listeners;
    private final DeviceChooser devices;
    private int[] instances = new int[0];
    private long[] termCosts = new long[0];
    private double[] sums = new double[0];

    LeastSum(double[] weights, Costs[] costs, List<InstanceListener> listeners, DeviceChooser devices) {
        this.weights = weights;
        this.costs = costs;
        this.listeners = List.copyOf(listeners);
        this.devices = devices;
    }

    @Override
    public int choose(Request request, Candidates candidates) {
        int size = keepFeasible(candidates);
        Arrays.fill(sums, 0, size, 0);
        for (int term = 0; term < weights.length; term++) {
            add(term, request, candidates, size);
        }
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (sums[i] < sums[best] || sums[i] == sums[best] && beats(request, candidates, i, best)) {
                best = i;
            }
        }
        return size == 0 ? NONE : instances[best];
    }

    private int keepFeasible(Candidates candidates) {
        if (instances.length < candidates.size()) {
            instances = new int[candidates.size()];
            termCosts = new long[instances.length];
            sums = new double[instances.length];
        }
        int size = 0;
        for (int i = 0; i < candidates.size(); i++) {
            int instance = candidates.instanceAt(i);
            if (candidates.fits(instance)) {
                instances[size++] = instance;
            }
        }
        return size;
    }

    /** Adds one term: a subtraction, two conversions, a division, a product and a sum, the same on every machine. */
    private void add(int term, Request request, Candidates candidates, int size) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            termCosts[i] = costs[term].cost(request, candidates.view(instances[i]));
            least = Math.min(least, termCosts[i]);
            most = Math.max(most, termCosts[i]);
        }
        if (least < most) {
            double range = (double) most - least;
            for (int i = 0; i < size; i++) {
                sums[i] += weights[term] * ((termCosts[i] - (double) least) / range);
            }
        }
    }

    /** R1.30: for services fewer tasks of the service; candidates are in order of rank, so the earlier one stays. */
    private boolean beats(Request request, Candidates candidates, int challenger, int holder) {
        if (!request.ofService()) {
            return false;
        }
        int there = candidates.view(instances[holder]).tasksOfGroup(request.group());
        return candidates.view(instances[challenger]).tasksOfGroup(request.group()) < there;
    }

    @Override
    public int chooseDevice(Request request, InstanceView instance) {
        return devices.chooseDevice(request, instance);
    }

    @Override
    public void changed(int instance) {
        for (InstanceListener listener : listeners) {
            listener.changed(instance);
        }
    }

    @Override
    public void joined(int instance) {
        for (InstanceListener listener : listeners) {
            listener.joined(instance);
        }
    }

    @Override
    public void left(int instance) {
        for (InstanceListener listener : listeners) {
            listener.left(instance);
        }
    }
}
