package io.ecsim.spark;

import io.ecsim.experiments.executor.ExecutorException;
import io.ecsim.experiments.executor.ExecutorRequest;
import io.ecsim.experiments.executor.RunExecutor;
import io.ecsim.experiments.executor.RunExecutors;
import io.ecsim.experiments.executor.RunSession;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Apache Spark: on this machine unless a master is named. System properties that begin with {@code spark.} go before
 * what is set here.
 */
public final class SparkRunExecutor implements RunExecutor {

    private static final String MASTER = "spark.master";

    @Override
    public String name() {
        return RunExecutors.SPARK;
    }

    @Override
    public RunSession start(ExecutorRequest request) {
        SparkConf conf = new SparkConf();
        Optional<String> asked = request.master().isPresent()
                ? request.master()
                : Optional.ofNullable(conf.getOption(MASTER).getOrElse(() -> null));
        SparkMaster master = asked.map(SparkMaster::new).orElseGet(() -> SparkMaster.here(request.threads()));
        master.requireReachable();
        conf.setMaster(master.url());
        settings(conf, master);
        JavaSparkContext context = context(conf, master);
        try {
            int cores = new ClusterWait(context, master, request.news()).cores();
            request.news()
                    .accept("runs are done by Apache Spark " + context.version() + " on " + master.url() + ", "
                            + (cores == 1 ? "1 core" : cores + " cores"));
            return new SparkSession(context, cores, !master.isHere());
        } catch (RuntimeException failure) {
            context.close();
            throw failure;
        }
    }

    private static void settings(SparkConf conf, SparkMaster master) {
        conf.setIfMissing("spark.app.name", "ecsim");
        conf.setIfMissing("spark.ui.enabled", "false");
        // A run that ended with its executor is no fault of the run.
        conf.setIfMissing("spark.task.maxFailures", "16");
        // Results are taken one by one: the limit on what one job returns protects against something else.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        if (master.isLoopback()) {
            conf.setIfMissing("spark.driver.host", SparkMaster.LOOPBACK);
            conf.setIfMissing("spark.driver.bindAddress", SparkMaster.LOOPBACK);
        }
        if (!master.isHere()) {
            // Executors read scenarios with our libraries, whatever versions Spark has of them.
            conf.setIfMissing("spark.executor.userClassPathFirst", "true");
            String stated = conf.get("spark.jars", "");
            String own = String.join(",", ShippedCode.jars());
            conf.set("spark.jars", stated.isEmpty() ? own : stated + "," + own);
        }
    }

    private static JavaSparkContext context(SparkConf conf, SparkMaster master) {
        try {
            return new JavaSparkContext(conf);
        } catch (RuntimeException failure) {
            throw new ExecutorException(
                    "Apache Spark cannot start on " + master.url() + ": " + ShippedCode.reason(failure), failure);
        }
    }
}
