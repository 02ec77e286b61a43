package io.ecsim.servicescaling;

import io.ecsim.engine.Simulation;
import io.ecsim.observe.ScaledService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/** A service that does at once what it is told, with scripted metrics, under Application Auto Scaling. */
final class ScaledWorld implements ScalableServices, ServiceMetrics {

    static final long MINUTE = 60_000_000;

    final Simulation simulation = new Simulation();
    int desired;
    boolean deploying;

    /** What happened: "minute: from -> to". */
    final List<String> story = new ArrayList<>();

    private final ServiceScaling scaling;
    private IntToDoubleFunction cpu = minute -> Double.NaN;
    private IntToDoubleFunction memory = minute -> Double.NaN;
    private IntToDoubleFunction requests = minute -> Double.NaN;

    /** A world without publication lag: a datapoint of minute n, counted from 1, is known at minute n. */
    ScaledWorld(int desired, ScalableTarget target) {
        this(desired, target, 0);
    }

    ScaledWorld(int desired, ScalableTarget each, int lagMinutes) {
        ScalableTarget target = new ScalableTarget(
                each.service(),
                each.minCapacity(),
                each.maxCapacity(),
                each.policies(),
                each.scheduledActions(),
                each.metrics(),
                lagMinutes);
        this.desired = desired;
        this.scaling = new ServiceScaling(
                simulation,
                new ScalingPlan(List.of(target)),
                List.of(new ServiceScaling.Resource("default", "web")),
                this,
                this,
                0,
                100 * MINUTE);
        scaling.begin();
    }

    static ScalableTarget target(int least, int most, ScalingPolicy... policies) {
        return new ScalableTarget(0, least, most, List.of(policies), List.of(), List.of());
    }

    static TargetTrackingPolicy keepCpu(double target) {
        return new TargetTrackingPolicy("cpu", ScalingMetric.predefined(ScalingMetric.Kind.CPU), target);
    }

    static TargetTrackingPolicy keepMemory(double target) {
        return new TargetTrackingPolicy("memory", ScalingMetric.predefined(ScalingMetric.Kind.MEMORY), target);
    }

    /** CPU by minute, from minute 1 on; the last value goes on. */
    ScaledWorld cpu(double... values) {
        cpu = course(values);
        return this;
    }

    ScaledWorld memory(double... values) {
        memory = course(values);
        return this;
    }

    ScaledWorld requests(double... values) {
        requests = course(values);
        return this;
    }

    private static IntToDoubleFunction course(double... values) {
        return minute -> values[Math.min(minute, values.length) - 1];
    }

    /** So many values of one size. */
    static double[] times(int count, double value, double... then) {
        double[] values = new double[count + then.length];
        Arrays.fill(values, 0, count, value);
        System.arraycopy(then, 0, values, count, then.length);
        return values;
    }

    ScaledWorld until(int minute) {
        simulation.run(minute * MINUTE, Long.MAX_VALUE);
        return this;
    }

    ScaledService result() {
        return scaling.results().get(0);
    }

    private OptionalDouble now(IntToDoubleFunction metric) {
        double value = metric.applyAsDouble((int) (simulation.clock().nowMicros() / MINUTE));
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public OptionalDouble cpuPercent(int service) {
        return now(cpu);
    }

    @Override
    public OptionalDouble memoryPercent(int service) {
        return now(memory);
    }

    @Override
    public OptionalDouble requestsPerTarget(int service) {
        return now(requests);
    }

    @Override
    public int desiredCount(int service) {
        return desired;
    }

    @Override
    public int runningCount(int service) {
        return desired;
    }

    @Override
    public boolean isDeploying(int service) {
        return deploying;
    }

    @Override
    public void setDesiredCount(int service, int count) {
        story.add(simulation.clock().nowMicros() / MINUTE + ": " + desired + " -> " + count);
        desired = count;
    }
}
