package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Batch;
import io.ecsim.placement.Request;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The tasks of a batch by dominant share, the largest first; equals in order of arrival. */
final class LargestFirst {

    /** The share 1: a demand of 2^33 MiB times it stays below 2^63. */
    private static final long WHOLE = 1L << 29;

    private static final long MILLI_OF_GPU = 1000;

    private LargestFirst() {}

    /**
     * Returns the tasks of a batch in that order. A task's dominant share is the largest of what it asks for of CPU, memory
     * and GPUs, each as a share of what all instances that take tasks register (Ghodsi et al., NSDI 2011), rounded down
     * to 2^-29.
     */
    static int[] order(Batch batch) {
        long cpu = 0;
        long memory = 0;
        long gpus = 0;
        for (int position = 0; position < batch.instances(); position++) {
            InstanceView instance = batch.view(batch.instanceAt(position));
            cpu += instance.cpuRegistered();
            memory += instance.memoryRegistered();
            gpus += instance.gpusRegistered();
        }
        long[] shareOfClass = new long[batch.classes()];
        for (int demandClass = 0; demandClass < shareOfClass.length; demandClass++) {
            Request request = batch.request(demandClass);
            shareOfClass[demandClass] = Math.max(
                    Math.max(share(request.cpuUnits(), cpu), share(request.memoryMiB(), memory)),
                    share(gpuMilli(request), gpus * MILLI_OF_GPU));
        }
        return IntStream.range(0, batch.tasks())
                .boxed()
                .sorted(Comparator.comparingLong(task -> -shareOfClass[batch.classOf(task)]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns the thousandths of GPUs that a task asks for, whole ones and a shared one. */
    static long gpuMilli(Request request) {
        return request.gpus() * MILLI_OF_GPU + request.gpuMilli();
    }

    private static long share(long amount, long registered) {
        return registered == 0 ? 0 : amount * WHOLE / registered;
    }
}
