package io.ecsim.schedulers.external;

import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.ExternalStage;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerTally;
import io.ecsim.random.RandomStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Asks the process of an external policy, and tells it first what has changed since it was last asked. */
final class PolicyStage implements Chooser, InstanceListener, ExternalStage {

    private static final double NANOS_PER_MICRO = 1000;

    private final PolicyProcess process;
    private final PolicyMessages messages;
    private final InstanceView view;
    private final RandomStream seeds;

    /** The instances that take tasks now. */
    private final BitSet joined;

    /** Those that the policy was ever told of. */
    private final BitSet told;

    /** Those that the policy takes to be joined. */
    private final BitSet toldJoined;

    /** Those that joined since it was last asked. */
    private final BitSet newlyJoined;

    /** Those that joined, left or changed since it was last asked. */
    private final BitSet touched;

    private final byte[] feasible;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private final SchedulerTally tally;
    private final ChargedLatency latency;
    private long decisions;
    private long lastMicros;

    private PolicyStage(PolicyProcess process, PolicyMessages messages, RunContext run, ChargedLatency latency) {
        this.tally = run.tally();
        this.latency = latency;
        this.process = process;
        this.messages = messages;
        this.view = run.newView();
        this.seeds = run.random("external policy");
        int instances = run.instances();
        this.joined = new BitSet(instances);
        this.told = new BitSet(instances);
        this.toldJoined = new BitSet(instances);
        this.newlyJoined = new BitSet(instances);
        this.touched = new BitSet(instances);
        this.feasible = new byte[(instances + Byte.SIZE - 1) / Byte.SIZE];
    }

    /** Greets the policy and returns the stage that asks it. */
    static PolicyStage open(PolicyProcess process, RunContext run, ChargedLatency latency) {
        PolicyMessages messages = new PolicyMessages(process, run);
        PolicyStage stage = new PolicyStage(process, messages, run, latency);
        messages.hello(stage.line);
        process.greet(stage.line);
        messages.readHello();
        return stage;
    }

    @Override
    public int choose(Request request, Candidates candidates) {
        lastMicros = 0;
        int first = collect(candidates);
        if (first == NONE) {
            return NONE;
        }
        decisions++;
        long began = System.nanoTime();
        line.reset();
        messages.choose(line, decisions, seeds.nextLong() >>> 11, request, this);
        forgetChanges();
        process.ask(line);
        int chosen = messages.readChoice(decisions);
        account(System.nanoTime() - began);
        if (chosen == PolicyMessages.NO_PREFERENCE) {
            return first; // a strategy cannot keep a task from a place (R1.5)
        }
        if (chosen < 0 || chosen >= feasible.length * Byte.SIZE || !isFeasible(chosen)) {
            throw process.broken("it chose an instance that cannot take the task");
        }
        return chosen;
    }

    private void account(long wallNanos) {
        tally.decided(wallNanos);
        if (latency.charges()) {
            lastMicros = latency.recorded().isPresent()
                    ? recorded(latency.recorded().get())
                    : (long) Math.ceil(wallNanos * latency.times() / NANOS_PER_MICRO);
            tally.charged(lastMicros);
        }
    }

    private long recorded(List<Long> charges) {
        if (decisions > charges.size()) {
            throw process.failed("was asked for a decision more than the " + charges.size()
                    + " whose latency is on record: scenario, policy or version differ from when it was recorded");
        }
        return charges.get((int) decisions - 1);
    }

    @Override
    public boolean takesTime() {
        return latency.charges();
    }

    @Override
    public long lastDecisionMicros() {
        return lastMicros;
    }

    /** Sets the bits of those that can take the task; returns the earliest registered, or NONE. */
    private int collect(Candidates candidates) {
        Arrays.fill(feasible, (byte) 0);
        int first = NONE;
        for (int position = 0; position < candidates.size(); position++) {
            int instance = candidates.instanceAt(position);
            if (candidates.fits(instance)) {
                feasible[instance / Byte.SIZE] |= (byte) (1 << instance % Byte.SIZE);
                first = first == NONE ? instance : first;
            }
        }
        return first;
    }

    private boolean isFeasible(int instance) {
        return (feasible[instance / Byte.SIZE] >> instance % Byte.SIZE & 1) != 0;
    }

    /** Returns the set of those that can take the task: bit {@code i % 8} of byte {@code i / 8} is instance {@code i}. */
    byte[] feasible() {
        return feasible;
    }

    /** Returns those that changed, joined or left since the policy was last asked. */
    BitSet touched() {
        return touched;
    }

    boolean hasJoined(int instance) {
        return joined.get(instance);
    }

    /** Returns whether the policy must be told of the instance as of one that joins. */
    boolean isNew(int instance) {
        return newlyJoined.get(instance) || !told.get(instance);
    }

    boolean hasLeft(int instance) {
        return toldJoined.get(instance) && !joined.get(instance);
    }

    InstanceView view(int instance) {
        return view.at(instance);
    }

    private void forgetChanges() {
        for (int instance = touched.nextSetBit(0); instance >= 0; instance = touched.nextSetBit(instance + 1)) {
            toldJoined.set(instance, joined.get(instance));
        }
        told.or(joined);
        touched.clear();
        newlyJoined.clear();
    }

    @Override
    public void changed(int instance) {
        touched.set(instance);
    }

    @Override
    public void joined(int instance) {
        joined.set(instance);
        newlyJoined.set(instance);
        touched.set(instance);
    }

    @Override
    public void left(int instance) {
        joined.clear(instance);
        newlyJoined.clear(instance);
        touched.set(instance);
    }

    @Override
    public void close() {
        line.reset();
        messages.end(line);
        process.close(line);
    }
}
