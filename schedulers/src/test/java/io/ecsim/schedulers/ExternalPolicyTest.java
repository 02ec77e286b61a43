package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.cluster.InstanceStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import io.ecsim.schedulers.external.ExternalPolicy;
import io.ecsim.schedulers.external.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** External policies as real processes: what they are told, what they may answer, how they end. */
class ExternalPolicyTest {

    @TempDir
    Path folder;

    private PythonPolicies python;

    @BeforeEach
    void needPython() throws IOException {
        python = new PythonPolicies(folder);
    }

    private static TestCluster cluster(StrategyProvider provider, int instances) {
        List<ContainerInstance> all = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            all.add(ContainerInstance.of("i-" + i, "abc".substring(i % 3, i % 3 + 1), 4096, 8192 + 1024 * (i % 4)));
        }
        return new TestCluster(new StrategyChain("own", List.of(provider)), Mode.INDEXED, all);
    }

    /** R1.21, R1.30. */
    @ParameterizedTest
    @CsvSource({
        "binpack(memory), return instances.least(instances.memory_free)",
        "binpack(cpu), return instances.least(instances.cpu_free)",
        "worst-fit(cpu), return instances.most(instances.cpu_free)",
        "first-fit, return instances.best(lambda i: 0)",
        "first-fit, return None",
        "binpack(memory), 'return min(instances.feasible(), key=lambda i: (instances.memory_free[i], instances.rank[i]))'",
        "'spread(attribute:ecs.availability-zone), binpack(memory)', ''"
    })
    void placesAsItsTwinWhateverComesAndGoes(String twin, String body) throws IOException {
        for (long seed = 1; seed <= 3; seed++) {
            StrategyProvider policy = python.choosing("policy", body.isEmpty() ? zoneThenMemory() : body);
            StrategyChain chain = BuiltInStrategies.catalogue().parse(twin);
            try (World own = new World(cluster(policy, 20));
                    World its = new World(cluster(chain, 20))) {
                assertThat(own.live(seed)).as("seed %d", seed).isEqualTo(its.live(seed));
            }
        }
    }

    private static String zoneThenMemory() {
        return "zones = {}\n    for i in range(len(instances)):\n        z = instances.attributes[i]['ecs.availability-zone']"
                + "\n        zones[z] = zones.get(z, 0) + instances.tasks[i]"
                + "\n    return instances.best(lambda i: (zones[instances.attributes[i]['ecs.availability-zone']],"
                + " instances.memory_free[i]))";
    }

    private static TestCluster cluster(StrategyChain chain, int instances) {
        TestCluster likeIt = cluster(chain.strategies().get(0), instances);
        if (chain.strategies().size() == 1) {
            return likeIt;
        }
        List<ContainerInstance> all = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            all.add(likeIt.state.spec(i));
        }
        return new TestCluster(chain, Mode.INDEXED, all);
    }

    /** Random placements, ends, losses of agents and returns. */
    private static final class World implements AutoCloseable {
        private final TestCluster cluster;
        private final Task small;
        private final Task large;

        World(TestCluster cluster) {
            this.cluster = cluster;
            this.small = cluster.task("small", Demand.of(256, 700));
            this.large = cluster.task("small", Demand.of(1024, 3000));
        }

        List<String> live(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> placed = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                int what = random.nextInt(10);
                int who = random.nextInt(1 << 16);
                if (what < 6) {
                    placed.add(cluster.place(who % 4 == 0 ? large : small));
                } else if (what < 9 && !cluster.placed.isEmpty()) {
                    cluster.release(cluster.placed.get(who % cluster.placed.size()));
                } else {
                    int instance = who % cluster.state.instances();
                    boolean connected = cluster.state.agentConnected(instance);
                    cluster.state.setStatus(instance, InstanceStatus.ACTIVE, !connected);
                }
            }
            return placed;
        }

        @Override
        public void close() {
            cluster.pipeline.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sys.exit(7)|ended with exit code 7 before its first decision; the run is invalid",
                "raise ValueError('no idea')|exit code 1 before its first decision; its last line on stderr: ValueError: no"
                        + " idea; the run is invalid",
                "time.sleep(60)|gave no answer within 1000 ms",
                "print('what?', flush=True)|its answer is no line of JSON like {\"instance\": NUMBER} or {\"instance\": null}"
                        + " before its first decision; it said what?; the run is invalid",
                "print('[1]', flush=True)|its answer is not the object expected",
                "print('{}', flush=True)|its answer names no instance before its first decision; it said {};",
                "print('{\"instance\": 1.5}', flush=True)|its instance is neither a whole number nor null",
                "print('{\"instance\": 1} 2', flush=True)|its answer is not one object alone",
                "print('{\"instance\": -1}', flush=True)|it chose an instance that cannot take the task before its first decision; it said"
                        + " {\"instance\": -1};",
                "print('{\"instance\": 99}', flush=True)|it said {\"instance\": 99};",
                "print('{\"instance\": 0}', flush=True)|it said {\"instance\": 0};",
                "print('{\"instance\": 1, \"n\": 5}', flush=True)|it answered request 5 when asked request 1",
                "print('', flush=True)|it said an empty line",
                "print('x' * 3000000, flush=True)|its answer is longer than 1048576 bytes",
                "os.close(1); time.sleep(60)|closed its input or output"
            })
    void saysInOneLineWhatAPolicyDidWrong(String body, String message) throws IOException {
        TestCluster cluster = cluster(python.answering("bad", body), 2);
        Task task = cluster.task("web", Demand.of(1024, 512));
        for (int i = 0; i < 4; i++) {
            cluster.put("i-0", task); // it is full
        }
        assertThatThrownBy(() -> cluster.place(task))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("external policy bad, replication 0: ")
                .hasMessageContaining(message)
                .hasMessageContaining("the run is invalid")
                .message()
                .doesNotContain("\n");
        cluster.pipeline.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "print('{\"protocol\": 2}')|it speaks protocol 2, ecsim speaks protocol 1",
                "print('{}')|it states no protocol, ecsim speaks protocol 1",
                "print('{\"protocol\": 1, \"wants\": [\"batches\"]}')|it wants \"batches\", known is devices",
                "import nothing_of_the_kind|ModuleNotFoundError: No module named 'nothing_of_the_kind'"
            })
    void refusesOneThatGreetsOtherwise(String script, String message) throws IOException {
        ExternalPolicy policy = python.script("bad", script + "\n");
        assertThatThrownBy(() -> cluster(policy, 2))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysThatAProgramCannotBeStarted() {
        ExternalPolicy policy = new ExternalPolicy("none", List.of("no-such-program"), folder, 1_000_000);
        assertThatThrownBy(() -> cluster(policy, 2))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("external policy none cannot be started")
                .hasMessageContaining("no-such-program");
    }

    /** However a run ends, the process and what it started are gone soon after. */
    @ParameterizedTest
    @ValueSource(strings = {"pass", "time.sleep(60)"})
    void leavesNoProcessBehind(String body) throws Exception {
        Path pids = folder.resolve("pids");
        ExternalPolicy policy = python.answering(
                "children",
                "import subprocess",
                "child = subprocess.Popen(['sleep', '60'])",
                "open('pids', 'w').write('%d %d' % (os.getpid(), child.pid))",
                body,
                "print('{\"instance\": null}', flush=True)");
        TestCluster cluster = cluster(policy, 2);
        Task task = cluster.task("web", Demand.of(1024, 512));
        if (body.equals("pass")) {
            assertThat(cluster.place(task)).isEqualTo("i-0");
        } else {
            assertThatThrownBy(() -> cluster.place(task)).hasMessageContaining("no answer");
        }
        List<Long> started = List.of(Files.readString(pids).split(" ")).stream()
                .map(Long::valueOf)
                .toList();
        cluster.pipeline.close();
        for (long pid : started) {
            assertThat(ProcessHandle.of(pid).map(ExternalPolicyTest::endsSoon).orElse(true))
                    .as("process %d has ended", pid)
                    .isTrue();
        }
    }

    private static boolean endsSoon(ProcessHandle process) {
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException running) {
            return !process.info().command().isPresent(); // nobody has waited for it, but it has ended
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void tellsOnlyWhatChanged() throws IOException {
        ExternalPolicy policy = python.answering(
                "keeper",
                "open('said', 'a').write(line)",
                "r = json.loads(line)",
                "print(json.dumps({'instance': None}), flush=True) if r['type'] == 'choose' else sys.exit()");
        TestCluster cluster = cluster(policy, 3);
        Task task = cluster.task("web", Demand.of(1024, 512));
        cluster.place(task, 2);
        cluster.state.setStatus(1, InstanceStatus.DRAINING, true);
        cluster.place(task);
        cluster.pipeline.close();
        List<String> said = Files.readAllLines(folder.resolve("said"));
        assertThat(said).hasSize(4);
        assertThat(said.get(0))
                .contains("\"joined\":[[0,0,4096,8192,0,0],[1,1,4096,9216,0,0],[2,2,4096,10240,0,0]]", "\"changed\":[]")
                .contains(
                        "\"task\":{\"cpu\":1024,\"memory\":512,\"gpus\":0,\"gpuMilli\":0,\"group\":\"web\",\"service\":false}")
                .endsWith("\"feasible\":\"07\"}");
        assertThat(said.get(1)).contains("\"left\":[],\"joined\":[],\"changed\":[[0,3072,7680,0,1]]");
        assertThat(said.get(2))
                .contains("\"left\":[1],\"joined\":[],\"changed\":[[0,2048,7168,0,2],[1,4096,9216,0,0]]")
                .endsWith("\"05\"}");
        assertThat(said.get(3)).isEqualTo("{\"type\":\"end\"}");
    }
}
