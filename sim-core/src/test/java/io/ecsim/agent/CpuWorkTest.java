package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.agent.TaskForge.Part;
import io.ecsim.cluster.Task;
import io.ecsim.engine.Simulation;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What the share of the CPU does to tasks (models.md M5): work takes longer, requests get what is left, credits run out. */
class CpuWorkTest {

    private static final long ONE = 1_000_000;

    private static Part part(String name, int shares, double wantsVcpu, double runsSeconds) {
        Part part = new Part(name);
        part.cpuUnits = shares;
        part.cpu = Optional.of(Seconds.of(wantsVcpu));
        if (runsSeconds > 0) {
            part.exits(runsSeconds, 0);
        }
        return part;
    }

    private static Task start(AgentWorld world, String name, Part... parts) {
        TaskForge forge = new TaskForge(name);
        for (Part part : parts) {
            forge.with(part);
        }
        return world.start(forge.definition(), forge.behaviour());
    }

    private static double stoppedSeconds(Task task) {
        return task.executionStoppedMicros() / 1e6;
    }

    /** M5, R2.24: ten seconds of two vCPU each, at 0.5 and 1.5: the second takes 13.3 s, the first has all from then on. */
    @Test
    void contentionLengthensWork() {
        AgentWorld world = AgentWorld.ofOne();
        Task small = start(world, "small", part("a", 512, 2, 10));
        Task large = start(world, "large", part("b", 1536, 2, 10));
        world.runTo(100);
        assertThat(stoppedSeconds(large)).isCloseTo(1 + 40.0 / 3, within(1e-5));
        assertThat(stoppedSeconds(small)).isCloseTo(1 + 20.0, within(1e-5));
    }

    /** M5: alone, work takes the stated time; a neighbour in the middle takes its part for as long as it is there. */
    @Test
    void workGoesOnWhereItStood() {
        AgentWorld world = AgentWorld.ofOne();
        Task work = start(world, "work", part("a", 1024, 2, 10));
        world.at(5, () -> start(world, "guest", part("b", 1024, 2, 2)));
        world.runTo(100);
        // From 6 s to 10 s both have half: the guest's two seconds take four, and work loses two.
        assertThat(stoppedSeconds(work)).isCloseTo(13, within(1e-5));
    }

    /** M5, R2.24: containers share what their task gets by their own shares; one that wants less leaves the rest. */
    @Test
    void containersShareTheirTask() {
        AgentWorld world = AgentWorld.ofOne();
        Part second = part("b", 1536, 2, 10);
        second.essential = false;
        Task task = start(world, "task", part("a", 512, 2, 10), second);
        world.runTo(100);
        assertThat(stoppedSeconds(task)).isCloseTo(1 + 20.0, within(1e-5));
    }

    /** R2.24: requests can have what others leave, at least their own part, and no more than a CPU set for the task. */
    @Test
    void requestsGetWhatOthersLeave() {
        AgentWorld world = AgentWorld.ofOne();
        Task web = start(world, "web", new Part("a"));
        Task bound = world.start(
                new TaskForge("bound").taskCpu(512).with(new Part("b")).definition(), new TaskForge("x").behaviour());
        world.runTo(5);
        ResourceUse use = world.agents.resources();
        assertThat(use.availableMicroVcpu(web)).isEqualTo(2 * ONE);
        assertThat(use.availableMicroVcpu(bound)).isEqualTo(ONE / 2);
        use.wantCpu(bound, ONE / 4);
        use.settleCpu();
        assertThat(use.availableMicroVcpu(web)).isEqualTo(7 * ONE / 4);
        assertThat(world.usedMicroVcpu).isEqualTo(ONE / 4);
        use.wantCpu(web, 5 * ONE);
        use.settleCpu();
        // Shares 256 and 512: a third of two vCPU is 0.667, but 0.25 is all the other wants; it could have 0.5.
        assertThat(world.usedMicroVcpu).isEqualTo(2 * ONE);
        assertThat(use.availableMicroVcpu(web)).isEqualTo(7 * ONE / 4);
        assertThat(use.availableMicroVcpu(bound)).isEqualTo(ONE / 2);
        world.agents.machineEnded(0);
        assertThat(world.usedMicroVcpu).isZero();
        assertThat(use.availableMicroVcpu(web)).isZero();
    }

    /** M5: the division is that of progressive filling: all grow by their weight until they are content or all is used. */
    @RepeatedTest(100)
    void sharesAreThoseOfProgressiveFilling(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int n = 1 + random.nextInt(10);
        long[] wanted = random.longs(n, 0, 3 * ONE).toArray();
        long[] weights = random.longs(n, 2, 4096).toArray();
        long capacity = random.nextLong(1, 8 * ONE);
        double[] filled = new double[n];
        double left = capacity;
        for (int round = 0; round <= n; round++) {
            double weight = 0;
            double level = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                if (filled[i] < wanted[i]) {
                    weight += weights[i];
                    level = Math.min(level, (wanted[i] - filled[i]) / weights[i]);
                }
            }
            if (weight == 0 || left <= 0) {
                break;
            }
            double step = Math.min(level, left / weight);
            for (int i = 0; i < n; i++) {
                if (filled[i] < wanted[i]) {
                    filled[i] = step == level && (wanted[i] - filled[i]) / weights[i] <= level * (1 + 1e-12)
                            ? wanted[i]
                            : filled[i] + step * weights[i];
                }
            }
            left = capacity - Arrays.stream(filled).sum();
        }
        long[] given = CpuShares.divide(capacity, wanted, weights);
        for (int i = 0; i < n; i++) {
            assertThat((double) given[i])
                    .as("seed %s, %s of %s", repetition.getCurrentRepetition(), i, n)
                    .isCloseTo(filled[i], within(2.0));
        }
    }

    private static ContainerInstance instance(String type, int cpuUnits) {
        return new ContainerInstance(
                "T1",
                new AvailabilityZone("a"),
                type,
                cpuUnits,
                2048,
                0,
                0,
                List.of(),
                Map.of(),
                Map.of("ecs.availability-zone", "a"),
                0);
    }

    private static AgentWorld burstable(String type, int cpuUnits, Optional<CpuSettings.Credits> credits) {
        return new AgentWorld(AgentWorld.settings().with(new CpuSettings(credits)), instance(type, cpuUnits));
    }

    /** M5: a t3.micro earns 12 credits an hour; in standard mode it has 0.2 vCPU when they are spent. */
    @Test
    void creditsRunOut() {
        AgentWorld world = burstable("t3.micro", 2048, Optional.of(CpuSettings.Credits.STANDARD));
        world.at(3599, () -> start(world, "busy", part("a", 1024, 2, 0)));
        world.runTo(3601);
        assertThat(world.usedMicroVcpu).isEqualTo(2 * ONE);
        // 12 credits are 720 vCPU seconds, spent at 2 - 0.2.
        world.runTo(3600 + 399);
        assertThat(world.usedMicroVcpu).isEqualTo(2 * ONE);
        world.runTo(3600 + 401);
        assertThat(world.usedMicroVcpu).isEqualTo(ONE / 5);
        world.runTo(20_000);
        assertThat(world.usedMicroVcpu).isEqualTo(ONE / 5);
    }

    /** M5: a host that has been idle for months has the credits of a day. */
    @Test
    void creditsOfMonthsAreThoseOfADay() {
        AgentWorld world = burstable("t3.2xlarge", 8192, Optional.of(CpuSettings.Credits.STANDARD));
        long from = 60 * 86_400;
        world.at(from, () -> start(world, "busy", part("a", 1024, 8, 0)));
        world.runTo(from + 10);
        assertThat(world.usedMicroVcpu).isEqualTo(8 * ONE);
        long seconds = 4608 * 60 * 10 / (80 - 32); // 4,608 credits, spent at 8 - 3.2
        world.runTo(from + seconds - 1);
        assertThat(world.usedMicroVcpu).isEqualTo(8 * ONE);
        world.runTo(from + seconds + 3);
        assertThat(world.usedMicroVcpu).isEqualTo(32 * ONE / 10);
    }

    /** M5: T2 is standard and begins with 30 credits a vCPU; later families are unlimited. */
    @Test
    void familiesDiffer() {
        AgentWorld old = burstable("t2.micro", 1024, Optional.empty());
        start(old, "busy", part("a", 1024, 1, 0));
        old.runTo(1999); // 1,800 vCPU seconds at 1 - 0.1, from 1 s on, and what was earned before
        assertThat(old.usedMicroVcpu).isEqualTo(ONE);
        old.runTo(2003);
        assertThat(old.usedMicroVcpu).isEqualTo(ONE / 10);
        AgentWorld later = burstable("t3.micro", 2048, Optional.empty());
        start(later, "busy", part("a", 1024, 2, 0));
        later.runTo(100_000);
        assertThat(later.usedMicroVcpu).isEqualTo(2 * ONE);
    }

    /** M5: credits are what was given and earned less what was spent, up to what a day earns: to the last of them. */
    @RepeatedTest(20)
    void creditsAreConserved(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Simulation simulation = new Simulation();
        BurstCredits credits = new BurstCredits(CpuSettings.DEFAULT, new Appointments(simulation, "test"));
        Host host = new Host(0, false, instance("t2.medium", 2048), List.of());
        credits.machineStarted(host);
        long balance = 60 * Burstable.CREDIT;
        long most = 576 * Burstable.CREDIT;
        for (int i = 0; i < 200; i++) {
            host.cpuUsed = credits.exhausted(host) ? 400_000 : random.nextLong(2 * ONE);
            boolean[] spent = {false};
            credits.uses(host, host.cpuUsed, () -> {
                spent[0] = true;
                simulation.requestStop();
            });
            long before = simulation.clock().nowMicros();
            simulation.run(before + random.nextLong(10_000 * ONE), Long.MAX_VALUE);
            long micros = simulation.clock().nowMicros() - before;
            credits.settle(host);
            balance = Math.min(most, balance + (400_000 - host.cpuUsed) * micros);
            assertThat(host.credits)
                    .as("seed %s", repetition.getCurrentRepetition())
                    .isEqualTo(balance);
            assertThat(credits.exhausted(host)).isEqualTo(balance <= 0);
            assertThat(balance).as("is looked at when they are spent").isGreaterThan(-2 * ONE);
            if (spent[0]) {
                assertThat(balance).isLessThanOrEqualTo(0);
            }
        }
    }
}
