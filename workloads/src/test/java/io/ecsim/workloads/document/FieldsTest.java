package io.ecsim.workloads.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.naming.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {

    private static final Map<String, Integer> ORDERS = new LinkedHashMap<>(Map.of("fifo", 1));

    record Instance(String zone, int count, int memoryMiB, long horizonMicros) {
        Instance {
            if (zone.equals("nowhere")) {
                throw new IllegalArgumentException("zone must exist, was nowhere");
            }
        }
    }

    @Test
    void aValidObjectIsBuilt() {
        Faults faults = new Faults();
        assertThat(instances("instances: [{zone: a, count: 2, memory: 16GiB, horizon: 2d}]", faults))
                .containsExactly(new Instance("a", 2, 16_384, 172_800_000_000L));
        assertThat(faults.isEmpty()).isTrue();
    }

    @Test
    void allFaultsAreReportedInOrderOfPlace() {
        Faults faults = new Faults();
        String text = """
                instances:
                  - zone: 7
                    count: 0
                    memory: 1.5
                    horizon: 10
                    horzion: 2d
                  - count: many
                    zone: a
                    memory: 16GB
                    horizon: soon
                colour: red
                """;
        assertThat(instances(text, faults)).isEmpty();
        assertThat(faults.list())
                .extracting(Fault::toString)
                .containsExactly(
                        "s.yaml:2:11: instances[0].zone: found 7, expected a zone name such as us-east-1a",
                        "s.yaml:3:12: instances[0].count: found 0, expected an integer from 1 to 100",
                        "s.yaml:4:13: instances[0].memory: found 1.5, expected memory of at least 1 MiB, such as 512, 512MiB or 16GiB",
                        "s.yaml:5:14: instances[0].horizon: found 10, give a unit: 10s, or one of d, h, m, s, ms, us",
                        "s.yaml:6:5: instances[0].horzion: unknown field \"horzion\", did you mean \"horizon\"? Allowed: zone, count, memory, horizon",
                        "s.yaml:7:12: instances[1].count: found \"many\", expected an integer from 1 to 100",
                        "s.yaml:9:13: instances[1].memory: found \"16GB\", expected memory of at least 1 MiB, such as 512, 512MiB or 16GiB",
                        "s.yaml:10:14: instances[1].horizon: found \"soon\", expected a duration such as 90s, 30m, 2h or 1d",
                        "s.yaml:11:1: colour: unknown field \"colour\". Allowed: instances");
        assertThatThrownBy(faults::throwIfAny)
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("s.yaml:11:1");
    }

    @Test
    void missingFieldsAreReportedAtTheObject() {
        Faults faults = new Faults();
        instances("instances:\n  - {zone: a, memory: 1, horizon: 1s}\n", faults);
        instances("instances: []", faults);
        instances("instances: 5", faults);
        instances("instances: [5]", faults);
        instances("{}", faults);
        instances("instances:", faults);
        assertThat(faults.list())
                .extracting(Fault::toString)
                .containsExactlyInAnyOrder(
                        "s.yaml:2:5: instances[0]: count is missing, expected an integer from 1 to 100",
                        "s.yaml:1:12: instances: found an empty list, expected at least one item",
                        "s.yaml:1:12: instances: found 5, expected a list",
                        "s.yaml:1:13: instances[0]: found 5, expected an object with fields",
                        "s.yaml:1:1: instances is missing, expected a list",
                        "s.yaml:1:11: instances: found nothing, expected a list");
    }

    @Test
    void aRecordsRefusalIsAFaultAtTheObject() {
        Faults faults = new Faults();
        instances("instances: [{zone: nowhere, count: 2, memory: 1, horizon: 1s}]", faults);
        assertThat(faults.list())
                .extracting(Fault::toString)
                .containsExactly("s.yaml:1:13: instances[0]: zone must exist, was nowhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order: fifo|", //
                "order: fido|s.yaml:1:8: order: found \"fido\", did you mean \"fifo\"? Allowed: fifo",
                "order: lifo please|s.yaml:1:8: order: found \"lifo please\", expected fifo",
                "order: 1|s.yaml:1:8: order: found 1, expected fifo",
                "load: 85%|",
                "load: 0.85|",
                "load: 85|s.yaml:1:7: load: found 85, expected a share from 0 to 2, such as 0.7 or 70%",
                "load: 850%|s.yaml:1:7: load: found \"850%\", expected a share from 0 to 2, such as 0.7 or 70%",
                "wait: yes|s.yaml:1:7: wait: found \"yes\", expected true or false",
                "rate: 0|s.yaml:1:7: rate: found 0, expected a number above 0",
                "rate: 1e400|s.yaml:1:7: rate: found 1e400, expected a number above 0",
                "law: {a: 1}|",
                "law: {b: 1}|s.yaml:1:7: law.b: unknown field \"b\", did you mean \"a\"? Allowed: a",
                "law: {a: 1, b: 2}|s.yaml:1:13: law.b: unknown field \"b\", did you mean \"a\"? Allowed: a",
                "until: 3d|s.yaml:1:8: until: found \"3d\", expected a duration from 1s to 2d",
            })
    void eachReaderSaysWhatItExpects(String text, String message) {
        Faults faults = new Faults();
        Fields fields =
                DocumentReader.parse("s.yaml", text, faults).orElseThrow().asObject(faults);
        Map<String, Function<Node, Optional<Long>>> laws = Map.of("a", a -> a.asInteger(faults, 0, 9));
        fields.choiceOr("order", ORDERS, 1);
        fields.shareOr("load", 0, 2, 1);
        fields.flagOr("wait", false);
        fields.numberOr("rate", Double.MIN_VALUE, Double.MAX_VALUE, 1);
        fields.durationMicrosOr("until", 1_000_000, 172_800_000_000L, 1);
        fields.optional("law", node -> node.asOneOf(faults, laws));
        fields.end();
        assertThat(faults.list()).extracting(Fault::toString).isEqualTo(message == null ? List.of() : List.of(message));
    }

    @ParameterizedTest
    @CsvSource({
        "2d,172800000000",
        "90s,90000000",
        "500ms,500000",
        "250us,250",
        "1h30m,5400000000",
        "1h 30m,5400000000",
        "2.5h,9000000000",
        "0s,0",
        "1.5us,-1",
        "30m1h,-1",
        "5,-1",
        "s,-1",
        "5sec,-1",
        "-5s,-1",
        "1h1h,-1",
        "5 s,5000000",
        "999999999999d,-1",
        "1m5ms,60005000"
    })
    void durationsAreExact(String text, long micros) {
        assertThat(Durations.parseMicros(text).orElse(-1)).isEqualTo(micros);
        if (micros >= 0) {
            assertThat(Durations.parseMicros(Durations.format(micros))).hasValue(micros);
        }
    }

    @ParameterizedTest
    @CsvSource({"binpac,binpack", "bnipack,binpack", "Random,random", "spraed,spread", "zzz,", "binpack-memory,"})
    void theNearestNameIsOnlyGivenWhenClose(String found, String nearest) {
        assertThat(NearestName.of(found, List.of("binpack", "random", "spread")))
                .isEqualTo(Optional.ofNullable(nearest));
    }

    private static List<Instance> instances(String text, Faults faults) {
        Fields fields =
                DocumentReader.parse("s.yaml", text, faults).orElseThrow().asObject(faults);
        List<Instance> read = fields.list("instances", node -> {
            Fields instance = node.asObject(faults);
            String zone = instance.text("zone", "a zone name such as us-east-1a");
            int count = instance.integer("count", 1, 100);
            int memory = instance.memoryMiB("memory", 1, Integer.MAX_VALUE);
            long horizon = instance.durationMicros("horizon", 0);
            return instance.build(() -> new Instance(zone, count, memory, horizon));
        });
        fields.end();
        return read;
    }
}
