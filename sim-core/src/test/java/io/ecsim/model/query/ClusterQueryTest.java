package io.ecsim.model.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries select: W7, W8 and R1.50-R1.57. */
class ClusterQueryTest {

    private static final Map<String, FixedFacts> W7 = new LinkedHashMap<>();

    static {
        W7.put("i1", FixedFacts.withAttributes(Map.of("stack", "prod")));
        W7.put("i2", FixedFacts.withAttributes(Map.of("stack", "dev")));
        W7.put("i3", FixedFacts.withAttributes(Map.of()));
    }

    private static String selected(String query, Map<String, FixedFacts> instances) {
        ClusterQuery parsed = ClusterQuery.parse(query);
        return instances.entrySet().stream()
                .filter(entry -> parsed.matches(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "W7: {0} selects [{1}]")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "attribute:stack != prod;            i2",
                "not(attribute:stack == prod);       i2 i3",
                "attribute:stack !exists;            i3",
                "attribute:stack in [prod, dev];     i1 i2",
                "attribute:stack =~ pr;              ``",
                "attribute:stack =~ pr.*;            i1",
                // R1.56: no negated operator selects an instance without the attribute, only !exists and not(...) do.
                "attribute:stack !in [prod];         i2",
                "attribute:stack !~ pr.*;            i2",
                "attribute:stack not_equals prod;    i2",
                "attribute:stack not_in [prod];      i2",
                "attribute:stack not_matches pr.*;   i2",
                "attribute:stack not_exists;         i3",
                "attribute:stack exists;             i1 i2",
                "attribute:stack equals prod;        i1",
                "attribute:stack matches 'pr.*';     i1",
                "!attribute:stack in [prod, dev];    i3",
                "not attribute:stack =~ .*;          i3",
                // R1.51: not before and before or.
                "attribute:stack == prod or attribute:stack == dev and attribute:stack !exists; i1",
                "(attribute:stack == prod or attribute:stack == dev) and attribute:stack !exists; ``",
                "attribute:stack !exists || attribute:stack == dev && attribute:stack exists; i2 i3",
                "not attribute:stack == prod and attribute:stack exists; i2",
                "not (attribute:stack == prod and attribute:stack exists); i2 i3",
                // Blanks are needed only where two words would run together.
                "attribute:stack==prod;              i1",
                "attribute:stack!=prod;              i2",
                "attribute:stack in[prod,dev];       i1 i2",
                "(attribute:stack==prod)or(attribute:stack==dev); i1 i2",
                "!(attribute:stack==prod)&&!(attribute:stack==dev); i3",
            })
    void selectsByAttribute(String query, String expected) {
        assertThat(selected(query, W7)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "W8: {0} selects [{1}]")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "task:group == db;             A1 C1",
                "not(task:group == db);        B1",
                "task:group != db;             B1",
                "task:group in [web, service:x]; C1",
                "task:group !in [web, service:x]; A1 B1",
                "task:group =~ (w|x)eb;        C1",
                "task:group !~ (w|x)eb;        A1 B1",
                "runningTasksCount == 0;       B1",
                "runningTasksCount >= 1;       A1 C1",
            })
    void selectsByTaskGroup(String query, String expected) {
        Map<String, FixedFacts> instances = new LinkedHashMap<>();
        instances.put("A1", FixedFacts.withGroups("db"));
        instances.put("B1", FixedFacts.withGroups());
        instances.put("C1", FixedFacts.withGroups("db", "web"));
        assertThat(selected(query, instances)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} on 1.10.0, 7 tasks, connected: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "agentConnected == true;                 true",
                "agentConnected equals false;            false",
                "agentConnected != false;                true",
                "agentConnected in [false, true];        true",
                "agentConnected !in [true];              false",
                "agentConnected =~ t.*;                  true",
                "agentConnected !~ true|false;           false",
                // R1.54: equality of strings, order of numbers.
                "agentVersion == 1.10.0;                 true",
                "agentVersion == 1.10;                   false",
                "agentVersion != 1.10;                   true",
                "agentVersion > 1.9.3;                   true",
                "agentVersion < 1.9.3;                   false",
                "agentVersion >= 1.10;                   true",
                "agentVersion <= 1.10;                   true",
                "agentVersion > 1.10;                    false",
                "agentVersion less_than 1.10.0.1;        true",
                "agentVersion < 1.99999999999999999999;  true",
                "ec2InstanceId == i-0abc;                true",
                "ec2InstanceId != i-0abc;                false",
                "ec2InstanceId in ['i-0abc', \"i-2\"];   true",
                "ec2InstanceId !in [i-0abc];             false",
                "ec2InstanceId =~ i-0.*;                 true",
                "ec2InstanceId !~ i-1.*;                 true",
                "runningTasksCount == 7;                 true",
                "runningTasksCount not_equals 7;         false",
                "runningTasksCount > 6;                  true",
                "runningTasksCount greater_than 7;       false",
                "runningTasksCount greater_than_equal 7; true",
                "runningTasksCount less_than 7;          false",
                "runningTasksCount less_than_equal 7;    true",
                "runningTasksCount<=7;                   true",
                "runningTasksCount > -1;                 true",
                // R1.53, the forms of a date; the instance registered at 2018-06-18T22:28:28Z.
                "registeredAt == 2018-06-18T22:28:28+00:00; true",
                "registeredAt == 2018-06-18T22:28:28Z;   true",
                "registeredAt == 2018-06-18T22:28:28;    true",
                "registeredAt == 2018-06-19T00:28:28+02:00; true",
                "registeredAt == 2018-06-18T22:28:28.000001Z; false",
                "registeredAt < '2018-06-18T22:28:28.000001'; true",
                "registeredAt == 2018-06-18;             false",
                "registeredAt >= 2018-06-18;             true",
                "registeredAt < 2018-06-19;              true",
                "registeredAt != 2018-06-19;             true",
                "registeredAt > 2018-06-18T22:28:28Z;    false",
                "registeredAt <= 1969-12-31T23:59:59Z;   false",
            })
    void comparesEachSubjectWithEachOperator(String query, boolean expected) {
        long registered = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2018-06-18T22:28:28Z"));
        InstanceFacts facts = new FixedFacts(true, "1.10.0", "i-0abc", registered, 7, List.of(), Map.of());
        assertThat(ClusterQuery.parse(query).matches(facts)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "attribute of value [{1}]: {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // R1.51, lexing note: a bare pattern ends at white space or at a ) it did not open.
                "attribute:a =~ t2\\.(small|medium);                         t2.small",
                "(attribute:a =~ t2\\.(small|medium)) and attribute:a exists; t2.medium",
                "not(not(attribute:a =~ (x|t2.*)));                          t2.x",
                "(attribute:a =~ [)]+);                                      ))",
                "(attribute:a =~ x\\));                                      x)",
                "attribute:a =~ (a b|c);                                     a b",
                "attribute:a =~ [a-c]{1,3};                                  abc",
                "attribute:a =~ 'a [(]b'||attribute:a !exists;               a (b",
                "attribute:a == \"it's\";                                    it's",
                "attribute:a == 'say \"x\"';                                 say \"x\"",
                "attribute:a == 'and';                                       and",
                "attribute:a == arn:aws:x/y-1.2*@!z;                         arn:aws:x/y-1.2*@!z",
                "attribute:a in [ 'x, y' , \"]\" ,z];                        ]",
                "attribute:a == '';                                          ``",
            })
    void readsQuotedAndBareValues(String query, String value) {
        assertThat(ClusterQuery.parse(query).matches(FixedFacts.withAttributes(Map.of("a", value))))
                .isTrue();
    }

    @Test
    void readsNamesOfCapabilitiesAndBackslashes() {
        String capability = "com.amazonaws.ecs.capability.docker-remote-api.1.18";
        FixedFacts facts = FixedFacts.withAttributes(Map.of(capability, "", "my_own\\x/y", "1"));
        assertThat(ClusterQuery.parse("attribute:" + capability + " exists and attribute:my_own\\x/y==1")
                        .matches(facts))
                .isTrue();
    }

    @Test
    void anAgentOfUnknownVersionHasNoOrder() {
        FixedFacts facts = new FixedFacts(true, "", "", 0, 0, List.of(), Map.of());
        assertThat(ClusterQuery.parse("agentVersion >= 0 or agentVersion < 1").matches(facts))
                .isFalse();
        assertThat(ClusterQuery.parse("agentVersion != 1").matches(facts)).isTrue();
    }

    @Test
    void tellsWhatItReads() {
        ClusterQuery attributes = ClusterQuery.parse("attribute:b == 1 or not(attribute:a exists)");
        assertThat(attributes.readsOnlyAttributes()).isTrue();
        assertThat(attributes.attributesRead()).containsExactly("a", "b");
        assertThat(attributes.readsTasks() || attributes.readsAgent() || attributes.readsIdentity())
                .isFalse();

        ClusterQuery groups = ClusterQuery.parse("task:group in [y, x] and attribute:a == 1");
        assertThat(groups.readsOnlyAttributes()).isFalse();
        assertThat(groups.readsTasks()).isTrue();
        assertThat(groups.readsTaskGroups()).isTrue();
        assertThat(groups.readsRunningTasksCount()).isFalse();
        assertThat(groups.readsGroupPattern()).isFalse();
        assertThat(groups.groupsRead()).containsExactly("x", "y");

        assertThat(ClusterQuery.parse("task:group =~ x.*").readsGroupPattern()).isTrue();
        assertThat(ClusterQuery.parse("runningTasksCount < 3").readsRunningTasksCount())
                .isTrue();
        assertThat(ClusterQuery.parse("runningTasksCount < 3").readsTasks()).isTrue();
        assertThat(ClusterQuery.parse("agentConnected == true").readsAgent()).isTrue();
        assertThat(ClusterQuery.parse("agentVersion > 1").readsAgent()).isTrue();
        assertThat(ClusterQuery.parse("ec2InstanceId == i-1").readsIdentity()).isTrue();
        assertThat(ClusterQuery.parse("registeredAt > 2018-01-01").readsIdentity())
                .isTrue();
    }

    @Test
    void isAValueOfItsText() {
        ClusterQuery query = ClusterQuery.parse("attribute:a == 1");
        assertThat(query).isEqualTo(ClusterQuery.parse("attribute:a == 1")).hasToString("attribute:a == 1");
        assertThat(query.hashCode())
                .isEqualTo(ClusterQuery.parse("attribute:a == 1").hashCode());
        assertThat(query).isNotEqualTo(ClusterQuery.parse("attribute:a  == 1"));
        assertThat(query.text()).isEqualTo("attribute:a == 1");
    }

    @Test
    void acceptsTheLongestExpressionEvenDeeplyNested() {
        String core = "attribute:a exists";
        int depth = (ClusterQuery.MAX_CHARACTERS - core.length()) / 2;
        String nested = "(".repeat(depth) + core + ")".repeat(depth);
        assertThat(nested).hasSize(ClusterQuery.MAX_CHARACTERS);
        assertThat(ClusterQuery.parse(nested).matches(FixedFacts.withAttributes(Map.of("a", "1"))))
                .isTrue();
    }
}
