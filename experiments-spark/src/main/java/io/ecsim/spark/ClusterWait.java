package io.ecsim.spark;

import io.ecsim.experiments.executor.ExecutorException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;

/** Waits until a cluster has given a first executor. */
final class ClusterWait {

    private static final long LOOK_MILLIS = 100;
    private static final int LOOKS_UNTIL_TOLD = 100;

    private final JavaSparkContext context;
    private final SparkMaster master;
    private final Consumer<String> news;

    ClusterWait(JavaSparkContext context, SparkMaster master, Consumer<String> news) {
        this.context = context;
        this.master = master;
        this.news = news;
    }

    /** Returns how many cores there are, once there are some. */
    int cores() {
        for (int look = 0; !master.isHere() && executors() == 0; look++) {
            if (context.sc().isStopped()) {
                throw new ExecutorException("the Spark master at " + master.url() + " did not take the application");
            }
            if (look == LOOKS_UNTIL_TOLD) {
                news.accept("waiting for executors of " + master.url() + ": all its workers are busy, or it has none");
            }
            sleep();
        }
        return context.defaultParallelism();
    }

    /** The driver is in the list too. */
    private int executors() {
        return context.statusTracker().getExecutorInfos().length - 1;
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ExecutorException("stopped while waiting for executors", stopped);
        }
    }
}
