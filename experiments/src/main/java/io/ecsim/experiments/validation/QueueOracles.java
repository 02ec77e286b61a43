package io.ecsim.experiments.validation;

import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.experiments.theory.DelaySystem;
import io.ecsim.experiments.theory.LossSystem;
import io.ecsim.experiments.theory.UnlimitedServers;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import io.ecsim.workloads.law.Lifetime;
import java.util.List;

/** Erlang's delay system, Erlang's loss system, and the system with a slot for everybody. */
final class QueueOracles {

    private static final NoFitPolicy WAIT = new NoFitPolicy.Wait(true);
    private static final NoFitPolicy FAIL = new NoFitPolicy.Fail();

    /** In mean service times. */
    private static final String MEAN_WAIT = "mean wait";

    private static final String P_WAIT = "P(wait)";
    private static final String BLOCKING = "blocking";
    private static final String BUSY = "mean busy";
    private static final String RUNNING = "mean running";
    private static final String VARIANCE = "variance";

    private static final double FAULTY_RATE = 1.03;
    private static final double UNLIMITED_LOAD = 10;
    private static final double UNLIMITED_WARMUP = 10;

    private QueueOracles() {}

    /**
     * M/M/c, strictly first come first served.
     *
     * @param tasks measured in each replication
     * @param waitAim width of P(wait) that so many tasks reach
     * @param meanAim width of the mean wait that so many tasks reach
     */
    static Oracle delay(
            Servers servers, String strategy, int replications, double tasks, double waitAim, double meanAim) {
        SlotQueue queue = servers.queue(ServiceLaws.EXPONENTIAL, WAIT, strategy, tasks);
        DelaySystem exact = new DelaySystem(servers.total(), servers.load());
        return new Oracle(
                servers.name("M/M"),
                List.of(
                        Known.probability(P_WAIT, exact.waitProbability()).within(waitAim),
                        Known.mean(MEAN_WAIT, exact.meanWaitInServiceTimes()).within(meanAim),
                        Known.mean(BUSY, exact.meanBusy())),
                replications,
                streams -> measureDelay(queue, streams),
                false);
    }

    private static double[] measureDelay(SlotQueue queue, Streams streams) {
        RunResult result = queue.run(streams);
        return new double[] {SlotQueue.waited(result), SlotQueue.meanWait(result), queue.busy(result)};
    }

    /**
     * M/G/c/c, without a queue, whose blocking does not depend on the law of service.
     *
     * @param law the law's letter or name in the system's name
     */
    static Oracle loss(Servers servers, Lifetime service, String law, String strategy, int replications, double tasks) {
        SlotQueue queue = servers.queue(service, FAIL, strategy, tasks);
        LossSystem exact = new LossSystem(servers.total(), servers.load());
        return new Oracle(
                servers.lossName("M/" + law),
                List.of(Known.probability(BLOCKING, exact.blocking()), Known.mean(BUSY, exact.meanBusy())),
                replications,
                streams -> measureLoss(queue, streams),
                false);
    }

    private static double[] measureLoss(SlotQueue queue, Streams streams) {
        RunResult result = queue.run(streams);
        return new double[] {result.value(Metric.UNPLACED), queue.busy(result)};
    }

    /**
     * M/G/infinity: more slots than ever run.
     *
     * @param services mean service times measured in each replication, with one look at the number running in each
     */
    static Oracle unlimited(Lifetime service, String law, int replications, double services) {
        SlotQueue queue = unlimitedQueue(service, UNLIMITED_LOAD, services);
        UnlimitedServers exact = new UnlimitedServers(UNLIMITED_LOAD, 1);
        return new Oracle(
                "M/" + law + "/infinity at 10",
                List.of(Known.mean(RUNNING, exact.mean()), Known.mean(VARIANCE, exact.variance())),
                replications,
                streams -> measureUnlimited(queue, streams),
                false);
    }

    private static SlotQueue unlimitedQueue(Lifetime service, double load, double services) {
        int looks = (int) (UNLIMITED_WARMUP + services);
        return new SlotQueue(3, 20, load, service, FAIL, "spread(instanceId)", UNLIMITED_WARMUP, services, looks);
    }

    private static double[] measureUnlimited(SlotQueue queue, Streams streams) {
        RunResult result = queue.run(streams);
        return new double[] {queue.busy(result), queue.variance(result, UNLIMITED_LOAD)};
    }

    /** Systems that are not the ones they are held against. */
    static List<Oracle> faults(int replications, double tasks) {
        Servers ten = Servers.TEN;
        String strategy = "binpack(memory)";
        Oracle delay = delay(ten, strategy, replications, tasks, 1, 1);
        Oracle loss = loss(ten, ServiceLaws.EXPONENTIAL, "M", strategy, replications, tasks);
        Oracle unlimited = unlimited(ServiceLaws.EXPONENTIAL, "M", replications, tasks / UNLIMITED_LOAD);
        SlotQueue delayQueue = ten.queue(ServiceLaws.EXPONENTIAL, WAIT, strategy, tasks);
        SlotQueue lossQueue = ten.queue(ServiceLaws.EXPONENTIAL, FAIL, strategy, tasks);
        SlotQueue busier = delayQueue.withLoad(ten.load() * FAULTY_RATE);
        SlotQueue constant = delayQueue.withService(ServiceLaws.CONSTANT);
        SlotQueue busierLoss = lossQueue.withLoad(ten.load() * FAULTY_RATE);
        SlotQueue fewer = lossQueue.withSlots(ten.slots() - 1);
        SlotQueue busierUnlimited =
                unlimitedQueue(ServiceLaws.EXPONENTIAL, UNLIMITED_LOAD * FAULTY_RATE, tasks / UNLIMITED_LOAD);
        return List.of(
                delay.planted("arrivals +3 %", streams -> measureDelay(busier, streams), P_WAIT, MEAN_WAIT, BUSY),
                delay.planted("constant service", streams -> measureDelay(constant, streams), MEAN_WAIT),
                loss.planted("arrivals +3 %", streams -> measureLoss(busierLoss, streams), BLOCKING, BUSY),
                loss.planted("a slot missing", streams -> measureLoss(fewer, streams), BLOCKING, BUSY),
                unlimited.planted("arrivals +3 %", streams -> measureUnlimited(busierUnlimited, streams), RUNNING));
    }
}
