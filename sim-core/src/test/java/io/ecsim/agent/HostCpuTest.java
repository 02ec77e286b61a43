package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.TaskForge.Part;
import io.ecsim.cluster.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The CPU that tasks use (models.md M5), on a host of two vCPU; figures in millionths of a vCPU. */
class HostCpuTest {

    private static final long ONE = 1_000_000;

    private final AgentWorld world = AgentWorld.ofOne();

    private Task start(String name, int shares, int taskCpu, double wantsVcpu) {
        Part part = new Part(name);
        part.cpuUnits = shares;
        part.cpu = Optional.of(Seconds.of(wantsVcpu));
        TaskForge forge = new TaskForge(name).taskCpu(taskCpu).with(part);
        return world.start(forge.definition(), forge.behaviour());
    }

    /** M5, R2.24: shares 512 and 1536 on two vCPU, both busy: 0.5 and 1.5. */
    @Test
    void busyTasksShareByWhatTheyReserve() {
        assertThat(CpuShares.divide(2 * ONE, new long[] {2 * ONE, 2 * ONE}, new long[] {512, 1536}))
                .containsExactly(ONE / 2, 3 * ONE / 2);
    }

    /** M5: one idle, the other gets 2.0; a third that wants little gets that, and the rest is shared. */
    @Test
    void whatIsNotWantedIsSharedByTheOthers() {
        assertThat(CpuShares.divide(2 * ONE, new long[] {0, 2 * ONE}, new long[] {512, 1536}))
                .containsExactly(0, 2 * ONE);
        assertThat(CpuShares.divide(2 * ONE, new long[] {2 * ONE, 200_000, 2 * ONE}, new long[] {100, 800, 200}))
                .containsExactly(600_000, 200_000, 1_200_000);
    }

    /** R2.24: nobody gets more than it wants, all is used while somebody wants it, and each gets its part at least. */
    @RepeatedTest(50)
    void sharesAreMaxMinFair(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int n = 1 + random.nextInt(8);
        long[] wanted = random.longs(n, 0, 3 * ONE).toArray();
        long[] weights = random.longs(n, 2, 4096).toArray();
        long capacity = 2 * ONE;
        long[] given = CpuShares.divide(capacity, wanted, weights);
        long total = 0;
        long weight = 0;
        long want = 0;
        for (int i = 0; i < n; i++) {
            total += given[i];
            weight += weights[i];
            want += wanted[i];
        }
        assertThat(total)
                .as("seed %s", repetition.getCurrentRepetition())
                .isBetween(Math.min(capacity, want) - n, capacity);
        for (int i = 0; i < n; i++) {
            assertThat(given[i])
                    .as("seed %s", repetition.getCurrentRepetition())
                    .isBetween(Math.min(wanted[i], capacity * weights[i] / weight), wanted[i]);
        }
    }

    /** M5, R2.24: what requests on a task could have is what they get if they want all, however much the others want. */
    @RepeatedTest(60)
    void whatIsAvailableIsWhatWouldBeGiven(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int n = 1 + random.nextInt(5);
        boolean calm = random.nextBoolean();
        List<Task> tasks = new ArrayList<>();
        long[] quotas = new long[n];
        long[] weights = new long[n];
        for (int i = 0; i < n; i++) {
            int units = 64 + random.nextInt(300);
            boolean bounded = random.nextBoolean();
            TaskForge forge = new TaskForge("t" + i).taskCpu(bounded ? units : 0);
            Part part = new Part("c");
            part.cpuUnits = units;
            tasks.add(world.start(forge.with(part).definition(), forge.behaviour()));
            quotas[i] = bounded ? units * ONE / 1024 : 1000 * ONE;
            weights[i] = units;
        }
        world.runTo(60);
        ResourceUse resources = world.agents.resources();
        long[] wanted = new long[n];
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < n; i++) {
                long wants = random.nextInt(4) == 0 ? 0 : (long) (random.nextDouble() * (calm ? 0.4 : 2) * ONE);
                resources.wantCpu(tasks.get(i), wants);
                wanted[i] = Math.min(wants, quotas[i]);
            }
            resources.settleCpu();
            assertThat(world.usedMicroVcpu)
                    .isEqualTo(Arrays.stream(CpuShares.divide(2 * ONE, wanted, weights))
                            .sum());
            for (int i = 0; i < n; i++) {
                long[] all = wanted.clone();
                all[i] = quotas[i];
                assertThat(resources.availableMicroVcpu(tasks.get(i)))
                        .as("seed %s, task %s of %s", repetition.getCurrentRepetition(), i, n)
                        .isEqualTo(CpuShares.divide(2 * ONE, all, weights)[i]);
            }
        }
    }

    /** M5, R2.24: alone, a task has what it wants; a CPU set for the task is the most it gets. */
    @Test
    void theCpuOfATaskIsItsMost() {
        Task free = start("free", 512, 0, 2);
        world.runTo(10);
        assertThat(world.usedMicroVcpu).isEqualTo(2 * ONE);
        world.stop(free);
        world.runTo(100);
        assertThat(world.usedMicroVcpu).isZero();
        start("bound", 512, 512, 2);
        world.runTo(200);
        assertThat(world.usedMicroVcpu).isEqualTo(ONE / 2);
    }

    /** M5: what a container uses is given back however it ends, with its machine too. */
    @Test
    void allIsGivenBack() {
        Part short1 = new Part("short");
        short1.exits(5, 0);
        short1.cpu = Optional.of(Seconds.of(0.25));
        short1.peak = Optional.of(Seconds.of(100));
        TaskForge forge = new TaskForge("short").with(short1);
        world.start(forge.definition(), forge.behaviour());
        start("long", 512, 0, 0.5);
        world.runTo(3);
        assertThat(world.usedMicroVcpu).isEqualTo(750_000);
        assertThat(world.usedMiB).isEqualTo(100);
        world.runTo(10);
        assertThat(world.usedMicroVcpu).isEqualTo(500_000);
        assertThat(world.usedMiB).isZero();
        world.agents.machineEnded(0);
        assertThat(world.usedMicroVcpu).isZero();
    }

    /** What nobody states is not measured. */
    @Test
    void unknownUseIsLeftOut() {
        TaskForge forge = new TaskForge("t").with(new Part("quiet"));
        world.start(forge.definition(), forge.behaviour());
        world.runTo(10);
        assertThat(world.usedMicroVcpu).isZero();
        assertThat(world.usedMiB).isZero();
    }
}
