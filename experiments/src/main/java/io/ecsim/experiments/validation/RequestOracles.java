package io.ecsim.experiments.validation;

import io.ecsim.agent.AgentSettings;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.theory.DelaySystem;
import io.ecsim.faults.FaultPlan;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RequestTotals;
import io.ecsim.observe.RunResult;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.traffic.LoadBalancing;
import io.ecsim.traffic.RequestPlan;
import io.ecsim.traffic.RequestRate;
import io.ecsim.traffic.RequestRetries;
import io.ecsim.traffic.ServiceRequests;
import io.ecsim.workload.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Requests on the one task of a service (models.md M6): Poisson arrivals of exponential work that share threads evenly. The
 * mean is that of M/M/k, whose state does not know in which order requests are served. Runs reckon requests in numbers, not
 * one by one, and take the quantile from a fitted law: it is held against as many single requests as a replication serves.
 */
final class RequestOracles {

    private static final double WORK_SECONDS = 0.02;
    private static final double LOAD = 0.8;
    private static final double OVERLOAD = 1.25;
    private static final double FAULTY = 1.03;
    private static final long HOUR = 3_600_000_000L;

    /** Queues of an overloaded task are full after this. */
    private static final long WARMUP = HOUR / 2;

    /** Clients are so patient that nothing times out: of 1,000 requests in hand one may well take a minute. */
    private static final double TIMEOUT_SECONDS = 3600;

    /** Times of answers are summed from the columns of a law. */
    private static final double COLUMNS = 0.01;

    /** What the fitted law of times promises. */
    private static final double FITTED = 0.05;

    private static final String MEAN = "mean answer";
    private static final String QUANTILE = "p99 / single requests";
    private static final String GOODPUT = "goodput at 125 %";
    private static final RunOptions OPTIONS =
            new RunOptions(RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, 2);

    private RequestOracles() {}

    /**
     * A task of several threads, each with a vCPU; times are in mean service times.
     *
     * @param requests served one by one in each replication
     * @param aim width of the quantile that so many requests reach
     */
    static Oracle sharing(int threads, int replications, int requests, double aim) {
        DelaySystem exact = new DelaySystem(threads, LOAD * threads);
        return new Oracle(
                "M/M/" + threads + "-PS at 80 %",
                List.of(
                        Known.mean(MEAN, 1 + exact.meanWaitInServiceTimes()).tolerating(COLUMNS),
                        Known.probability(QUANTILE, 1).within(aim).tolerating(FITTED),
                        Known.probability(GOODPUT, 1 / OVERLOAD).tolerating(COLUMNS)),
                replications,
                streams -> measure(threads, 1, 1, requests, streams),
                false);
    }

    /** More requests, and longer ones, than they are held against. */
    static List<Oracle> faults(int replications, int requests) {
        Oracle one = sharing(1, replications, requests, 1);
        Oracle four = sharing(4, replications, requests, 1);
        return List.of(
                one.planted(
                        "requests +3 %", streams -> measure(1, FAULTY, 1, requests, streams), MEAN, QUANTILE, GOODPUT),
                four.planted(
                        "work +3 %", streams -> measure(4, 1, FAULTY, requests, streams), MEAN, QUANTILE, GOODPUT));
    }

    private static double[] measure(int threads, double rate, double work, int requests, Streams streams) {
        RequestTotals busy = run(threads, LOAD * rate, work, streams)
                .controlPlane()
                .orElseThrow()
                .requests()
                .orElseThrow()
                .services()
                .get(0);
        double[] single = served(threads, requests, streams.sequential("single requests"));
        return new double[] {
            busy.meanSeconds() / WORK_SECONDS,
            busy.p99Seconds() / WORK_SECONDS / single[(int) (0.99 * single.length)],
            run(threads, OVERLOAD * rate, work, streams).value(Metric.GOODPUT)
        };
    }

    private static RunResult run(int threads, double load, double work, Streams streams) {
        TaskDefinition task = TaskDefinition.of("web", 256, 512);
        ServiceRequests requests = new ServiceRequests(
                0,
                RequestRate.constant(load * threads / WORK_SECONDS),
                WORK_SECONDS * work,
                0,
                threads,
                TIMEOUT_SECONDS,
                ServiceRequests.DEFAULT_QUEUE,
                RequestRetries.NONE,
                LoadBalancing.ROUND_ROBIN,
                true,
                0);
        ControlPlane plane = new ControlPlane(
                        AgentSettings.DEFAULT,
                        ImageSettings.CACHED,
                        List.of(new ServicePlan(Service.replica("web", 1), 0, List.of())))
                .with(new RequestPlan(List.of(requests), RequestPlan.DEFAULT_STEP_MICROS));
        World world = new World(
                        List.of(ContainerInstance.of("i-0", "zone", threads * 1024, 1024)),
                        List.of(TaskSpec.standalone(task)),
                        Workload.EMPTY,
                        new NoFitPolicy.Wait(true),
                        FaultPlan.NONE,
                        HOUR,
                        WARMUP)
                .with(plane);
        return ClusterSimulation.run(world, SlotQueue.strategy("binpack(memory)"), streams, OPTIONS);
    }

    /**
     * Returns how long single requests took, in mean service times, ascending. All in hand are served at one speed, so they
     * end in the order of the work at which each ends, counted from the beginning.
     */
    private static double[] served(int threads, int requests, SequentialStream random) {
        record Request(double endsAtWork, double cameAt) {}
        PriorityQueue<Request> inHand =
                new PriorityQueue<>((one, other) -> Double.compare(one.endsAtWork(), other.endsAtWork()));
        double[] times = new double[requests];
        int done = -requests / 10; // the first are not counted
        double now = 0;
        double workDone = 0;
        double next = exponential(random) / (LOAD * threads);
        while (done < requests) {
            double speed = Math.min(1, (double) threads / Math.max(1, inHand.size()));
            Request first = inHand.peek();
            double end = first == null ? Double.POSITIVE_INFINITY : now + (first.endsAtWork() - workDone) / speed;
            if (first != null && end <= next) {
                inHand.poll();
                workDone = first.endsAtWork();
                now = end;
                if (done >= 0) {
                    times[done] = now - first.cameAt();
                }
                done++;
            } else {
                workDone += (next - now) * speed;
                now = next;
                inHand.add(new Request(workDone + exponential(random), now));
                next = now + exponential(random) / (LOAD * threads);
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static double exponential(SequentialStream random) {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
