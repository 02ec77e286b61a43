package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.events.EventStreamRun;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.ClusterUse;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several clusters in one scenario document, lived through. */
class ClustersScenarioTest {

    /** A small cluster and a large one; what runs comes after. */
    private static final String CLUSTERS = """
            horizon: 1h
            strategies: [binpack(memory)]
            clusters:
              - {name: web, zones: [us-east-1a, us-east-1b], instances: [{count: 1, cpu: 1024, memory: 4GiB}]}
              - name: jobs
                zones: [us-east-1a, us-east-1b]
                instances: [{count: 3, cpu: 1024, memory: 4GiB, price: 2}, {count: 6, cpu: 2048, memory: 4GiB, name: large}]
            """;

    private static final String ONE_A_MINUTE =
            "workload: {cluster: %s, arrivals: {deterministic: {every: 1m}}, runTime: 2h, tasks: [%s]}\n";

    @TempDir
    private Path folder;

    private Experiment read(String scenario, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), scenario);
        return ScenarioReader.read(file, Optional.empty(), false, List.of(overrides));
    }

    private static RunResult run(Experiment experiment, RunOptions.Lookup lookup) {
        RunOptions options =
                new RunOptions(lookup, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
        return ClusterSimulation.run(
                experiment.worlds().world(0), experiment.strategies().get(0), new Streams(1, 0), options);
    }

    private static RunResult run(Experiment experiment) {
        return run(experiment, RunOptions.Lookup.INDEXED);
    }

    /** R1.1: one instance of web is full, nine of jobs stand empty, and the tasks of web wait. */
    @ParameterizedTest
    @EnumSource
    void tasksWaitForTheirClusterThoughAnotherHasRoom(RunOptions.Lookup lookup) throws IOException {
        String task = "{name: t, cpu: 1024, memory: 1}";
        RunResult small = run(read(CLUSTERS + ONE_A_MINUTE.formatted("web", task)), lookup);
        RunResult large = run(read(CLUSTERS + ONE_A_MINUTE.formatted("jobs", task)), lookup);

        assertThat(small.counts().requested()).isEqualTo(large.counts().requested());
        assertThat(small.counts().placed()).isEqualTo(1);
        assertThat(large.counts().placed()).isEqualTo(3 + 2 * 6);
        assertThat(small.clusters())
                .containsExactly(
                        new ClusterUse("web", 1, small.counts().requested(), 1, 0, small.value(Metric.IN_USE)),
                        new ClusterUse("jobs", 9, 0, 0, 0, 0));
    }

    /** A queue over all clusters: without passing, a task of the full cluster holds up those of the other. */
    @Test
    void aTaskThatWaitsIsPassedUnlessTheLineIsStrict() throws IOException {
        String tasks = "{name: t, cluster: web, cpu: 1024, memory: 1}, {name: u, cpu: 1, memory: 1}";
        String scenario = CLUSTERS + ONE_A_MINUTE.formatted("jobs", tasks);

        RunResult passing = run(read(scenario));
        RunResult strict = run(read(scenario + "queue: {wait: strictFifo}\n"));

        assertThat(passing.counts().placed()).isGreaterThan(20);
        assertThat(strict.counts().placed()).isBetween(1L, 15L);
    }

    @Test
    void everythingNamesItsCluster() throws IOException {
        Experiment experiment = read(CLUSTERS + """
                workload:
                  cluster: jobs
                  arrivals: {deterministic: {every: 10m}}
                  runTime: 1m
                  tasks: [{name: t, cpu: 1, memory: 1}, {name: u, cluster: web, cpu: 1, memory: 1}]
                runTasks: [{name: r, cluster: web, at: 1m, count: 3, cpu: 512, memory: 1}]
                startTasks: [{name: s, cluster: web, at: 2m, containerInstances: [i-1-000001, i-3-000001], cpu: 1, memory: 1}]
                schedules: [{name: e, cluster: jobs, scheduleExpression: rate(30 minutes), cpu: 512, memory: 1, runTime: 1m}]
                services: [{name: d, cluster: jobs, schedulingStrategy: DAEMON, cpu: 1, memory: 1}]
                """);

        assertThat(experiment.worlds().world(0).tasks())
                .extracting(TaskSpec::cluster)
                .containsExactly("jobs", "web", "web", "web", "jobs", "jobs");
        RunResult result = run(experiment);
        assertThat(result.calls())
                .containsExactly(
                        new CallCounts("r", "RunTask", 1, 3, 2, Map.of("RESOURCE:CPU", 1L), 0, 0),
                        new CallCounts("s", "StartTask", 1, 2, 0, Map.of("MISSING", 1L, "RESOURCE:CPU", 1L), 0, 0),
                        new CallCounts("e", "RunTask", 3, 3, 3, Map.of(), 0, 0));
    }

    @Test
    void instancesAreThoseOfEachClusterWithIdsOverAll() throws IOException {
        Experiment experiment = read(CLUSTERS + ONE_A_MINUTE.formatted("web", "{name: t, cpu: 1, memory: 1}"));

        List<ContainerInstance> instances = experiment.worlds().world(0).instances();
        assertThat(instances)
                .extracting(ContainerInstance::cluster)
                .startsWith("web", "jobs")
                .hasSize(10);
        assertThat(instances)
                .extracting(each -> each.id() + " " + each.zone().name() + " " + each.pool())
                .startsWith(
                        "i-1-000001 us-east-1a web/group-1",
                        "i-2-000001 us-east-1a jobs/group-1",
                        "i-2-000002 us-east-1b jobs/group-1")
                .endsWith("i-3-000006 us-east-1a jobs/large");
        assertThat(experiment.worlds().microUsdPerHour(10)).isEqualTo(6_000_000);
    }

    /** The search for the fewest instances keeps the proportions: one of web, nine of jobs. */
    @Test
    void anotherSizeIsSharedByAllClusters() throws IOException {
        Experiment experiment = read(CLUSTERS + ONE_A_MINUTE.formatted("web", "{name: t, cpu: 1, memory: 1}"));

        World world = experiment.worlds().world(0, 20);
        assertThat(world.instances().stream().filter(each -> each.cluster().equals("web")))
                .hasSize(2);
    }

    @Test
    void aLoadIsThatOfTheClustersThatTheMixNames() throws IOException {
        String mix = """
                  arrivals: {poisson: {load: 50%}}
                  runTime: 10m
                  tasks: [{name: t, cpu: 512, memory: 1}]
                """;
        String alone = """
                horizon: 1h
                strategies: [binpack(memory)]
                cluster: {zones: [us-east-1a, us-east-1b], instances: [{count: 1, cpu: 1024, memory: 4GiB}]}
                """;

        RunResult beside = run(read(CLUSTERS + "workload:\n  cluster: web\n" + mix));
        RunResult single = run(read(alone + "workload:\n" + mix));

        assertThat(beside.counts()).isEqualTo(single.counts());
        assertThat(beside.counts().requested()).isPositive();
    }

    @Test
    void aDocumentsClusterCountsWhereTheScenarioHasIt() throws IOException {
        String services = """
                services:
                  - {name: a, cpu: 1, memory: 1, service: {serviceName: a, desiredCount: 1, cluster: "arn:aws:ecs:us-east-1:1:cluster/jobs"}}
                  - {name: b, cpu: 1, memory: 1, cluster: web, service: {serviceName: b, desiredCount: 1, cluster: elsewhere}}
                """;

        Experiment several = read(CLUSTERS + services);
        Experiment one = read(
                "horizon: 1h\nstrategies: [random]\ncluster: {zones: [z], instances: [{count: 1, cpu: 9, memory: 9}]}\n"
                        + services.replace("cluster: web, ", ""));

        assertThat(several.worlds().world(0).tasks())
                .extracting(TaskSpec::cluster)
                .containsExactly("jobs", "web");
        assertThat(one.worlds().world(0).tasks()).extracting(TaskSpec::cluster).containsOnly("default");
        assertThat(one.assumptions())
                .contains("Service b belongs to a cluster \"elsewhere\" in its document and runs in the one that the"
                        + " scenario has.");
    }

    @Test
    void aListOfOneClusterNeedsNoNames() throws IOException {
        Experiment experiment = read("""
                horizon: 1h
                strategies: [random]
                clusters: [{name: only, zones: [z], instances: [{count: 1, cpu: 1024, memory: 1024}]}]
                workload: {arrivals: {deterministic: {every: 1m}}, tasks: [{name: t, cpu: 1, memory: 1, runTime: 1m}]}
                """);

        assertThat(experiment.worlds().world(0).tasks())
                .extracting(TaskSpec::cluster)
                .containsExactly("only");
        RunResult result = run(experiment);
        assertThat(result.counts().waiting()).isZero();
        assertThat(result.clusters()).isEmpty();
    }

    @Test
    void doubtsAreAboutTheTasksOwnCluster() throws IOException {
        Experiment experiment = read(CLUSTERS + ONE_A_MINUTE.formatted("web", "{name: t, cpu: 2048, memory: 1}"));

        assertThat(experiment.assumptions())
                .contains("Tasks of t fit on no instance of the cluster web, even when it is empty.");
    }

    @Test
    void aNumberOnTheCommandLineIsThatOfAGroup() throws IOException {
        String scenario = CLUSTERS + ONE_A_MINUTE.formatted("web", "{name: t, cpu: 1, memory: 1}");

        assertThat(read(scenario, "clusters[web].instances[0].count=5").worlds().instances())
                .isEqualTo(14);
        assertThatThrownBy(() -> read(scenario, "cluster.instances=5"))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("--set clusters[NAME].instances[0].count=50");
    }

    /** R11.2: ARNs in the event stream name the cluster of what they are about. */
    @Test
    void eventsNameTheCluster() throws IOException {
        Experiment experiment = read(CLUSTERS + """
                services:
                  - {name: a, cluster: web, desiredCount: 1, cpu: 1, memory: 1}
                  - {name: b, cluster: jobs, desiredCount: 2, cpu: 1, memory: 1}
                """);
        StringWriter events = new StringWriter();
        EventStreamRun.write(experiment, experiment.contenders().get(0), 0, events);

        TreeSet<String> pairs = new TreeSet<>();
        for (String line : events.toString().split("\n", -1)) {
            Matcher group = Pattern.compile("\"group\":\"service:(\\w)\"").matcher(line);
            Matcher arn = Pattern.compile("\"(cluster|task|containerInstance)Arn\":\"[^\"]*/(web|jobs)[/\"]")
                    .matcher(line);
            for (boolean ofTask = group.find(); ofTask && arn.find(); ) {
                pairs.add(group.group(1) + " " + arn.group(2));
            }
        }
        assertThat(pairs).containsExactly("a web", "b jobs");
    }
}
