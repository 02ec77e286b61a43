package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.DeviceChooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workload.WorkloadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks that share GPUs in whole runs, every invariant checked after every event. */
class GpuSharingTest {

    private static final long SECOND = 1_000_000;

    /** One task of so many thousandths of a GPU: a share below 1000, else whole GPUs. */
    private record Asked(long atSeconds, int gpuThousandths, long runSeconds) {}

    private static final class Shares implements Workload {

        private final List<Asked> tasks;

        Shares(Asked... tasks) {
            this.tasks = List.of(tasks);
        }

        @Override
        public ArrivalCursor open(Streams streams) {
            return new ArrivalCursor() {
                private int next = -1;

                @Override
                public boolean advance() {
                    return ++next < tasks.size();
                }

                @Override
                public long timeMicros() {
                    return tasks.get(next).atSeconds() * SECOND;
                }

                @Override
                public int definition() {
                    return 0;
                }

                @Override
                public int cpuUnits() {
                    return 10;
                }

                @Override
                public int memoryMiB() {
                    return 10;
                }

                @Override
                public int gpus() {
                    return tasks.get(next).gpuThousandths() / 1000;
                }

                @Override
                public int gpuMilli() {
                    return tasks.get(next).gpuThousandths() % 1000;
                }

                @Override
                public long runMicros() {
                    return tasks.get(next).runSeconds() * SECOND;
                }
            };
        }
    }

    /** First fit, and whichever device has the highest number or is the fullest. */
    private record FirstFit(boolean lastDevice) implements StrategyProvider {

        @Override
        public StrategyInfo info() {
            return new StrategyInfo("first", "first fit", "");
        }

        @Override
        public Stage open(RunContext run) {
            DemandRanking first = (request, instance) -> instance.rank();
            return lastDevice ? new OnLastDevice() : first;
        }
    }

    private static final class OnLastDevice implements DemandRanking, DeviceChooser {

        @Override
        public long cost(Request request, InstanceView instance) {
            return instance.rank();
        }

        @Override
        public int chooseDevice(Request request, InstanceView instance) {
            int device = instance.devices() - 1;
            while (instance.deviceMilliFree(device) < request.gpuMilli()) {
                device--;
            }
            return device;
        }
    }

    private static World world(NoFitPolicy noFit, Workload workload, int... gpus) {
        List<ContainerInstance> fleet = new ArrayList<>();
        for (int count : gpus) {
            fleet.add(new ContainerInstance(
                    "i-" + fleet.size(),
                    new AvailabilityZone("a"),
                    "custom",
                    4096,
                    4096,
                    count,
                    0,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    0));
        }
        List<TaskSpec> specs = List.of(TaskSpec.standalone(TaskDefinition.of("t", 10, 10)));
        return new World(fleet, specs, workload, noFit, FaultPlan.NONE, 1000 * SECOND, 0);
    }

    private static RunResult run(World world, boolean lastDevice) {
        RunResult indexed = run(world, lastDevice, RunOptions.Lookup.INDEXED);
        assertThat(run(world, lastDevice, RunOptions.Lookup.SCAN).digest()).isEqualTo(indexed.digest());
        return indexed;
    }

    private static RunResult run(World world, boolean lastDevice, RunOptions.Lookup lookup) {
        return ClusterSimulation.run(
                world,
                new StrategyChain("chain", List.of(new FirstFit(lastDevice))),
                new Streams(1, 0),
                new RunOptions(lookup, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10));
    }

    /** 600 + 300 on one device leave another whole; 500 more opens it, so that a whole GPU no longer fits. */
    @Test
    void aShareTakesTheFullestDeviceOnWhichItFits() {
        World world = world(
                        new NoFitPolicy.Fail(),
                        new Shares(
                                new Asked(0, 600, 2000),
                                new Asked(1, 300, 2000),
                                new Asked(2, 1000, 10),
                                new Asked(20, 500, 2000),
                                new Asked(21, 1000, 2000)),
                        2)
                .sharingGpus();

        RunResult result = run(world, false);

        assertThat(result.counts().failed()).isEqualTo(1);
        assertThat(result.value(Metric.FINAL_ALLOCATED_GPU)).isEqualTo(0.7); // 1400 of 2000 thousandths
        // 0.6 x 1000 s + 0.3 x 999 s + 1 x 10 s + 0.5 x 980 s of 2 x 1000 s
        assertThat(result.value(Metric.ALLOCATED_GPU)).isEqualTo(1399.7 / 2000);
    }

    @Test
    void theFullestDeviceOfLowestNumberIsTaken() {
        ClusterState cluster =
                new ClusterState(world(new NoFitPolicy.Fail(), new Shares(), 4).instances());
        cluster.shareGpus();
        cluster.register(0, 0);
        RequestKind kind = RequestKind.of(cluster, Demand.of(1, 1), "g", List.of(), false);
        cluster.reserve(0, kind.needs(), 1, 1, 0, 600, 0b1);
        cluster.reserve(0, kind.needs(), 1, 1, 0, 700, 0b10);
        cluster.reserve(0, kind.needs(), 1, 1, 0, 700, 0b100);
        InstanceView view = cluster.newView().at(0);
        Request request = new Request(kind, 1, 1, 0);

        assertThat(DeviceChooser.fullest(request.set(kind, 1, 1, 0, 300), view)).isEqualTo(1);
        assertThat(DeviceChooser.fullest(request.set(kind, 1, 1, 0, 301), view)).isEqualTo(0);
        assertThat(DeviceChooser.fullest(request.set(kind, 1, 1, 0, 401), view)).isEqualTo(3);
        assertThat(view.gpusFree()).isEqualTo(1);
        assertThatThrownBy(() -> cluster.reserve(0, kind.needs(), 1, 1, 1, 0, 0b1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cluster.reserve(0, kind.needs(), 1, 1, 1))
                .hasMessage("the GPUs of this cluster are shared: say which devices");
    }

    /** 500 on the last device, 500 beside it: both fit on one device, and the strategy decides which. */
    @Test
    void aStrategyChoosesTheDevice() {
        Workload tasks = new Shares(new Asked(0, 600, 2000), new Asked(1, 500, 2000), new Asked(2, 400, 2000));

        RunResult result = run(world(new NoFitPolicy.Fail(), tasks, 3).sharingGpus(), true);

        assertThat(result.counts().failed()).isZero();
        assertThat(result.value(Metric.FINAL_ALLOCATED_GPU)).isEqualTo(0.5);
    }

    /** Whoever asks for less goes first where only that much is free; whole devices wait for whole devices. */
    @Test
    void waitingTasksGetTheDevicesThatComeFree() {
        World world = world(
                        new NoFitPolicy.Wait(false),
                        new Shares(
                                new Asked(0, 700, 100),
                                new Asked(0, 700, 200),
                                new Asked(1, 1000, 50), // fits when a device is whole again, at 100
                                new Asked(2, 400, 50), // at 100 the whole one is first, so at 150
                                new Asked(3, 300, 50)), // fits at once beside 700
                        2)
                .sharingGpus();

        RunResult result = run(world, false);

        long[] seconds = Arrays.stream(ScriptedWorld.waits(result))
                .map(micros -> Math.round(micros / 1e6))
                .toArray();
        assertThat(seconds).containsExactly(0, 0, 0, 99, 148);
    }

    @Test
    void aWorldThatDoesNotShareRefusesShares() {
        World plain = world(new NoFitPolicy.Fail(), new Shares(new Asked(0, 250, 1)), 1);

        assertThatThrownBy(() -> run(plain, false))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(
                        "task 0 of the workload asks for 250 thousandths of a GPU; the cluster does not share its GPUs");
    }

    @Test
    void moreDevicesThanASetHoldsAreRefused() {
        World world = world(new NoFitPolicy.Fail(), new Shares(new Asked(0, 250, 1)), 65)
                .sharingGpus();

        assertThatThrownBy(() -> run(world, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an instance whose GPUs are shared may have at most 64 GPUs, was 65");
    }
}
