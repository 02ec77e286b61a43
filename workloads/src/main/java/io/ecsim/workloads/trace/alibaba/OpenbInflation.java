package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.ListedRows;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat.Pod;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrival-only protocol of Weng et al., "Beware of Fragmentation" (USENIX ATC 2023): pods are sorted by name and
 * shuffled, then cut, or drawn again at random, where the GPUs asked for reach a share of the capacity. One pod arrives a
 * second and none leaves.
 *
 * @param pods the pod list
 * @param gpuCapacity GPUs of the cluster, at least 1
 * @param ratio GPUs asked for over capacity at which arrivals end, above 0, at most 10
 */
public record OpenbInflation(OpenbPodsFormat pods, long gpuCapacity, double ratio) implements TraceFormat {

    /** The ratio of the published runs. */
    public static final double PUBLISHED_RATIO = 1.3;

    private static final long MICROS_BETWEEN = 1_000_000;
    private static final double LARGEST_RATIO = 10;
    private static final int THOUSANDTHS = 1000;

    public OpenbInflation {
        if (gpuCapacity < 1) {
            throw new IllegalArgumentException("gpuCapacity must be at least 1, was " + gpuCapacity);
        }
        if (!(ratio > 0 && ratio <= LARGEST_RATIO)) {
            throw new IllegalArgumentException("ratio must be above 0 and at most 10, was " + ratio);
        }
    }

    @Override
    public TraceFile file() {
        return pods.file();
    }

    @Override
    public String units() {
        return "arrival: one pod a second in shuffled order until " + ratio + " x " + gpuCapacity
                + " GPUs are asked for; run: endless; CPU: cpu_milli (x 1.024 units, rounded up); memory: memory_mib;"
                + " GPUs: num_gpu (" + pods.shared() + ")";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return pods.definitions();
    }

    @Override
    public boolean sortsAlways() {
        return false;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        List<Pod> order = pods.podsByName(tally);
        SequentialStream shuffle = streams.sequential("trace/shuffle");
        for (int i = order.size() - 1; i > 0; i--) {
            int other = shuffle.nextInt(i + 1);
            Pod pod = order.get(i);
            order.set(i, order.get(other));
            order.set(other, pod);
        }
        long listed = 0;
        for (Pod pod : order) {
            listed += pod.gpuThousandths();
        }
        double target = ratio * gpuCapacity * THOUSANDTHS;
        if (listed == 0) {
            throw new WorkloadException(
                    file().name() + ": no pod asks for a GPU, so the GPUs asked for never reach the capacity");
        }
        List<TraceRow> rows = new ArrayList<>();
        long asked = 0;
        for (int i = 0; asked < target; i++) {
            Pod pod = i < order.size() ? order.get(i) : order.get(shuffle.nextInt(order.size()));
            asked += pod.gpuThousandths();
            rows.add(new TraceRow(
                            pod.line(),
                            i * MICROS_BETWEEN,
                            ArrivalCursor.ENDLESS,
                            pod.cpuUnits(),
                            pod.memoryMiB(),
                            pod.gpus(),
                            1,
                            pod.definition(),
                            false)
                    .sharing(pod.gpuMilli()));
        }
        return new ListedRows(rows);
    }
}
