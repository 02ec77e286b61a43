package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.HostPort;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PlacementConstraint.DistinctInstance;
import io.ecsim.model.PlacementConstraint.MemberOf;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.placement.StrategyChain;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worked examples on placement (W1-W12) of the behaviour reference, by their numbers. What AWS documents is tested
 * as the set of legal answers, with ties at random; the order of ties that ecsim pins (R1.30) is tested exactly, by scan
 * and by index.
 */
class WorkedExamplesTest {

    private static final Demand NOTHING = Demand.of(0, 0);
    private static final int SEEDS = 64;

    static Stream<Mode> pinned() {
        return Stream.of(Mode.SCAN, Mode.INDEXED);
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w1BinpackFilterR11R126(Mode mode) {
        TestCluster cluster = TestCluster.of(
                "binpack(memory)",
                mode,
                instance("A1", 2048, 4000),
                instance("B1", 2048, 1500),
                instance("C1", 2048, 1000));
        Task task = cluster.task("g", Demand.of(128, 1200));
        assertThat(cluster.feasible(task)).containsExactly("A1", "B1");
        assertThat(cluster.place(task)).isEqualTo("B1");
        assertThat(cluster.memoryFree("B1")).isEqualTo(300);
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w2PinnedR130(Mode mode) {
        assertThat(w2(mode)).containsExactly("A1", "A1", "A1", "A1", "B1");
    }

    @Test
    void w2LegalR19R126() {
        assertThat(outcomes(this::w2))
                .allSatisfy(places -> {
                    assertThat(new TreeSet<>(places.subList(0, 4))).hasSize(1);
                    assertThat(places.get(4)).isNotEqualTo(places.get(0));
                })
                .as("every legal outcome occurs")
                .hasSize(6);
    }

    private List<String> w2(Mode mode) {
        TestCluster cluster = TestCluster.of(
                "binpack(memory)",
                mode,
                instance("A1", 2048, 4096),
                instance("B1", 2048, 4096),
                instance("C1", 2048, 4096));
        return cluster.place(cluster.task("g", Demand.of(512, 1024)), 5);
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w3ChainedR124R126R128(Mode mode) {
        assertThat(w3(mode)).containsExactly("A2", "B1", "A2", "B1");
    }

    @Test
    void w3HasOneLegalAnswer() {
        assertThat(outcomes(this::w3)).containsExactly(List.of("A2", "B1", "A2", "B1"));
    }

    private List<String> w3(Mode mode) {
        TestCluster cluster = TestCluster.of(
                "spread(attribute:ecs.availability-zone), binpack(memory)",
                mode,
                instance("A1", 8192, 3000),
                instance("A2", 8192, 2000),
                instance("B1", 8192, 4000));
        Task before = cluster.serviceTask("web", NOTHING);
        cluster.put("A1", before);
        cluster.put("B1", before);
        List<String> places = cluster.place(cluster.serviceTask("web", Demand.of(128, 1000)), 4);
        assertThat(List.of(cluster.memoryFree("A1"), cluster.memoryFree("A2"), cluster.memoryFree("B1")))
                .containsExactly(3000, 0, 2000);
        return places;
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w4FullZoneSkippedR15R124(Mode mode) {
        assertThat(w4(mode)).isEqualTo("B1");
    }

    @Test
    void w4Legal() {
        assertThat(outcomes(this::w4)).containsExactlyInAnyOrder("B1", "C1");
    }

    private String w4(Mode mode) {
        TestCluster cluster = TestCluster.of(
                "spread(attribute:ecs.availability-zone)",
                mode,
                instance("A1", 1024, 8000),
                instance("B1", 1024, 8000),
                instance("C1", 1024, 8000));
        Task before = cluster.serviceTask("web", NOTHING);
        for (String id : List.of("B1", "B1", "C1", "C1")) {
            cluster.put(id, before);
        }
        cluster.put("A1", cluster.task("other", Demand.of(1024, 0)));
        return cluster.place(cluster.serviceTask("web", Demand.of(256, 256)));
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w5ServiceDefaultR132R128(Mode mode) {
        assertThat(w5(mode)).isEqualTo("A2");
    }

    @Test
    void w5HasOneLegalAnswer() {
        assertThat(outcomes(this::w5)).containsExactly("A2");
    }

    private String w5(Mode mode) {
        StrategyChain chain = BuiltInStrategies.catalogue().chain(List.of(), true);
        TestCluster cluster = new TestCluster(
                chain,
                mode,
                List.of(instance("A1", 4096, 8192), instance("A2", 4096, 8192), instance("B1", 4096, 8192)));
        Task task = cluster.serviceTask("web", Demand.of(256, 256));
        cluster.put("A1", task);
        cluster.put("B1", task);
        return cluster.place(task);
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w6DistinctInstanceR140(Mode mode) {
        assertThat(w6(mode)).containsExactly("A1", "B1", "C1", "none");
    }

    @Test
    void w6LegalIsAnyOrderOfThree() {
        assertThat(outcomes(this::w6))
                .allSatisfy(places -> {
                    assertThat(places.subList(0, 3)).containsExactlyInAnyOrder("A1", "B1", "C1");
                    assertThat(places.get(3)).isEqualTo("none");
                })
                .hasSize(6);
    }

    private List<String> w6(Mode mode) {
        TestCluster cluster = TestCluster.of(
                mode.randomTies() ? "random" : "first-fit",
                mode,
                instance("A1", 2048, 4096),
                instance("B1", 2048, 4096),
                instance("C1", 2048, 4096));
        return cluster.place(cluster.task("g", Demand.of(128, 128), new DistinctInstance()), 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attribute:stack != prod        | i2",
                "not(attribute:stack == prod)   | i2 i3",
                "attribute:stack !exists        | i3",
                "attribute:stack in [prod, dev] | i1 i2",
                "attribute:stack =~ pr          | ''",
                "attribute:stack =~ pr.*        | i1",
            })
    void w7QueryLanguageR150toR156(String query, String expected) {
        TestCluster cluster = TestCluster.of(
                "binpack(memory)",
                Mode.INDEXED,
                instance("i1", 2048, 4096, Map.of("stack", "prod")),
                instance("i2", 2048, 4096, Map.of("stack", "dev")),
                instance("i3", 2048, 4096, Map.of()));
        Task task = cluster.task("g", Demand.of(2048, 128), memberOf(query));
        assertThat(String.join(" ", cluster.feasible(task))).isEqualTo(expected);
        assertThat(cluster.place(task, 4))
                .as("the pipeline places on these, one each, and then nowhere")
                .filteredOn(id -> !id.equals("none"))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w8AffinityR157(Mode mode) {
        TestCluster cluster =
                TestCluster.of("binpack(memory)", mode, instance("A1", 2048, 4096), instance("B1", 2048, 4096));
        Task near = cluster.task("near", Demand.of(128, 128), memberOf("task:group == db"));
        Task apart = cluster.task("apart", Demand.of(128, 128), memberOf("not(task:group == db)"));
        Task database = cluster.task("db", Demand.of(128, 128));
        assertThat(cluster.place(near)).isEqualTo("none");
        cluster.put("A1", database);
        assertThat(cluster.feasible(near)).containsExactly("A1");
        assertThat(cluster.place(near)).isEqualTo("A1");
        assertThat(cluster.feasible(apart)).containsExactly("B1");
        assertThat(cluster.place(apart)).isEqualTo("B1");
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void w9StaticPortR231R25(Mode mode) {
        TestCluster cluster =
                TestCluster.of("default-service", mode, instance("A1", 2048, 4096), instance("B1", 2048, 4096));
        PortMapping port = new PortMapping(8080, 80, Protocol.TCP);
        ContainerDefinition nginx = new ContainerDefinition("nginx", 128, 128, 0, 0, true, List.of(port));
        TaskDefinition definition =
                new TaskDefinition("web", 1, NetworkMode.BRIDGE, 0, 0, List.of(nginx), List.of(), Map.of());
        Task task = cluster.serviceTask("web", definition.demand());
        assertThat(cluster.place(task, 3)).containsExactly("A1", "B1", "none");
        assertThat(cluster.refusals(task)).containsExactly(Map.entry("RESOURCE:PORTS", 2L));
        assertThat(cluster.state.portsInUse(0)).contains(80);
        assertThat(cluster.state.portsInUse(1)).contains(80);

        Task udp = cluster.task("dns", new Demand(0, 0, 0, 0, List.of(new HostPort(80, Protocol.UDP)), Map.of()));
        assertThat(cluster.feasible(udp)).as("UDP is another resource (R2.1)").containsExactly("A1", "B1");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 256, 640, 8, 0, 2865, 1", "512, 1024, 512, 1024, 4, 0, 3889, 1"})
    void w10w11DemandAndCapacityR220R221R27(
            int taskCpu, int taskMemory, int cpu, int memory, int fit, int cpuLeft, int memoryLeft, long refused) {
        ContainerDefinition c1 = new ContainerDefinition("c1", 256, 512, 384, 0, true, List.of());
        ContainerDefinition c2 = new ContainerDefinition("c2", 0, 256, 0, 0, true, List.of());
        TaskDefinition definition = new TaskDefinition(
                "pair", 1, NetworkMode.BRIDGE, taskCpu, taskMemory, List.of(c1, c2), List.of(), Map.of());
        assertThat(definition.demand()).isEqualTo(Demand.of(cpu, memory));

        TestCluster cluster = TestCluster.of("binpack(cpu)", Mode.INDEXED, instance("A1", 2048, 7985));
        Task task = cluster.task("g", definition.demand());
        assertThat(cluster.place(task, fit)).hasSize(fit).containsOnly("A1");
        assertThat(List.of(cluster.cpuFree("A1"), cluster.memoryFree("A1"))).containsExactly(cpuLeft, memoryLeft);
        assertThat(cluster.place(task)).isEqualTo("none");
        assertThat(cluster.refusals(task)).containsExactly(Map.entry("RESOURCE:CPU", refused));
    }

    @ParameterizedTest
    @CsvSource({"2, SCAN", "10, SCAN", "2, INDEXED", "10, INDEXED"})
    void w12NetworkInterfacesR235R236(int slots, String lookup) {
        ContainerDefinition only = new ContainerDefinition("c", 128, 128, 0, 0, true, List.of());
        TaskDefinition definition =
                new TaskDefinition("net", 1, NetworkMode.AWSVPC, 0, 0, List.of(only), List.of(), Map.of());
        ContainerInstance c5Large = new ContainerInstance(
                "A1",
                new AvailabilityZone("a"),
                "c5.large",
                2048,
                3993,
                0,
                slots,
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                Map.of(),
                Map.of(),
                0);
        TestCluster cluster =
                TestCluster.of("binpack(memory)", lookup.equals("SCAN") ? Mode.SCAN : Mode.INDEXED, c5Large);
        Task task = cluster.task("g", definition.demand());
        assertThat(cluster.place(task, slots)).containsOnly("A1");
        assertThat(cluster.place(task)).isEqualTo("none");
        assertThat(cluster.refusals(task)).containsExactly(Map.entry("RESOURCE:ENI", 1L));
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void instancesWithoutTheAttributeShareAValueR125(Mode mode) {
        TestCluster cluster = TestCluster.of(
                "spread(attribute:rack)",
                mode,
                instance("A1", 4096, 4096, Map.of("rack", "r1")),
                instance("B1", 4096, 4096, Map.of()),
                instance("B2", 4096, 4096, Map.of()));
        Task task = cluster.task("g", Demand.of(1024, 1024));
        assertThat(cluster.place(task, 4)).containsExactly("A1", "B1", "A1", "B1");
        cluster.put("B1", task);
        cluster.put("B2", task);
        assertThat(cluster.place(task, 2))
                .as("two against four in the absent value")
                .containsExactly("A1", "A1");
        assertThat(cluster.place(task))
                .as("r1 is full, so it does not exist (R1.24)")
                .isEqualTo("B1");
    }

    @Test
    void withoutAStrategyAnyFeasibleInstanceIsLegalR131() {
        StrategyChain none = new StrategyChain("none", List.of());
        StrategyChain byName = BuiltInStrategies.catalogue().parse("");
        for (StrategyChain chain : List.of(none, byName)) {
            Set<String> seen = new TreeSet<>();
            for (long seed = 0; seed < SEEDS; seed++) {
                TestCluster cluster = new TestCluster(
                        chain,
                        new Mode(true, false, seed),
                        List.of(instance("A1", 128, 4096), instance("B1", 2048, 4096), instance("C1", 2048, 4096)));
                seen.add(cluster.place(cluster.task("g", Demand.of(512, 512))));
            }
            assertThat(seen).containsExactly("B1", "C1");
        }
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void tiesOfAServiceGoToTheInstanceWithFewestOfItsTasksR130(Mode mode) {
        TestCluster cluster =
                TestCluster.of("binpack(memory)", mode, instance("A1", 4096, 4096), instance("B1", 4096, 4096));
        Task small = cluster.serviceTask("web", Demand.of(512, 0));
        assertThat(cluster.place(small, 3))
                .as("no memory asked: both stay tied on memory")
                .containsExactly("A1", "B1", "A1");
        Task standalone = cluster.task("web", Demand.of(512, 0));
        assertThat(cluster.place(standalone, 2))
                .as("standalone: registration order")
                .containsExactly("A1", "A1");
    }

    /** The different outcomes over many seeds of random ties. */
    private static <T> Set<T> outcomes(Function<Mode, T> example) {
        Map<String, T> outcomes = new TreeMap<>();
        LongStream.range(0, SEEDS).forEach(seed -> {
            T outcome = example.apply(Mode.randomTies(seed));
            outcomes.put(outcome.toString(), outcome);
        });
        return Collections.unmodifiableSet(new LinkedHashSet<>(outcomes.values()));
    }

    private static PlacementConstraint memberOf(String query) {
        return new MemberOf(ClusterQuery.parse(query));
    }

    /** An instance in the zone of its id's first letter. */
    private static ContainerInstance instance(String id, int cpuUnits, int memoryMiB) {
        return ContainerInstance.of(id, id.substring(0, 1).toLowerCase(Locale.ROOT), cpuUnits, memoryMiB);
    }

    private static ContainerInstance instance(String id, int cpuUnits, int memoryMiB, Map<String, String> attributes) {
        ContainerInstance plain = instance(id, cpuUnits, memoryMiB);
        return new ContainerInstance(
                id,
                plain.zone(),
                plain.instanceType(),
                cpuUnits,
                memoryMiB,
                0,
                0,
                plain.reservedPorts(),
                Map.of(),
                attributes,
                0);
    }
}
