package io.ecsim.workloads.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {

    private static final String DOCUMENT = """
            seed: 1
            failures:
            tasks:
              - {name: web, cpu: 512}
              - {name: batch.night, cpu: 1024}
            strategies: [random, binpack(memory)]
            """;

    private final Faults faults = new Faults();

    private Node given(String... texts) {
        Node document = DocumentReader.parse("a.yaml", DOCUMENT, faults).orElseThrow();
        for (String text : texts) {
            Optional<Assignment> assignment = Assignment.parse("--set", text, faults);
            document = assignment.isEmpty() ? document : assignment.get().applyTo(document, faults);
        }
        return document;
    }

    private static String text(Node node) {
        return switch (node.kind()) {
            case OBJECT ->
                "{"
                        + String.join(
                                ", ",
                                node.names().stream()
                                        .map(name -> name + ": "
                                                + text(node.member(name).orElseThrow()))
                                        .toList())
                        + "}";
            case LIST ->
                "["
                        + String.join(
                                ", ",
                                node.items().stream().map(AssignmentTest::text).toList()) + "]";
            case NOTHING -> "null";
            default -> node.text();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed=7                             | seed         | 7
            seed = 7                           | seed         | 7
            horizon=1d                         | horizon      | 1d
            failures.crashes.constant=1d       | failures     | {crashes: {constant: 1d}}
            failures={crashes: 1d}             | failures     | {crashes: 1d}
            tasks[0].cpu=64                    | tasks        | [{name: web, cpu: 64}, {name: batch.night, cpu: 1024}]
            tasks[web].cpu=64                  | tasks        | [{name: web, cpu: 64}, {name: batch.night, cpu: 1024}]
            tasks[batch.night].cpu=64          | tasks        | [{name: web, cpu: 512}, {name: batch.night, cpu: 64}]
            tasks[web].extra[a.b]=3            | tasks        | [{name: web, cpu: 512, extra: {a.b: 3}}, {name: batch.night, cpu: 1024}]
            tasks[web]=                        | tasks        | [{name: batch.night, cpu: 1024}]
            tasks[0].cpu=                      | tasks        | [{name: web}, {name: batch.night, cpu: 1024}]
            strategies[1]=spread(attribute:a=b)| strategies   | [random, spread(attribute:a=b)]
            strategies[binpack(memory)]=x      | strategies   | [random, x]
            strategies[2]=x                    | strategies   | [random, binpack(memory), x]
            strategies=[a, b]                  | strategies   | [a, b]
            """)
    void aValueTakesThePlaceOfTheDocuments(String assignment, String field, String expected) {
        Node changed = given(assignment);

        assertThat(faults.list()).isEmpty();
        assertThat(text(changed.member(field).orElseThrow())).isEqualTo(expected);
    }

    @Test
    void theRestOfTheDocumentStays() {
        assertThat(text(given("tasks[1].cpu=3")))
                .isEqualTo("{seed: 1, failures: null, tasks: [{name: web, cpu: 512}, {name: batch.night, cpu: 3}],"
                        + " strategies: [random, binpack(memory)]}");
    }

    @Test
    void aLaterOneIsGivenAfterAnEarlierOne() {
        Node changed = given("tasks=[{name: a, cpu: 1}]", "tasks[a].cpu=2", "tasks[1]={name: b}");

        assertThat(faults.list()).isEmpty();
        assertThat(text(changed.member("tasks").orElseThrow())).isEqualTo("[{name: a, cpu: 2}, {name: b}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed                 | --set seed: expected PATH=VALUE, such as cluster.region=us-east-1
            =3                   | --set =3: expected PATH=VALUE, such as cluster.region=us-east-1
            a..b=3               | --set a..b: expected a path of fields and elements, such as workload.tasks[0].cpu or workload.tasks[web].cpu
            seed.x=3             | --set seed.x: seed is 1, which has no x
            seed[0]=3            | --set seed[0]: seed is 1, which has no [0]
            tasks.cpu=3          | --set tasks.cpu: tasks is a list, expected tasks[0] to [1], [2] to add one, or in the brackets a name: web, batch.night
            tasks[wep].cpu=3     | --set tasks[wep].cpu: tasks has no element "wep", did you mean "web"? Expected tasks[0] to [1], [2] to add one, or in the brackets a name: web, batch.night
            tasks[3]=3           | --set tasks[3]: tasks has no element "3". Expected tasks[0] to [1], [2] to add one, or in the brackets a name: web, batch.night
            zones[0]=3           | --set zones[0]: zones is not there, so it has no [0]
            sed=                 | --set sed: nothing to remove, there is no "sed", did you mean "seed"? There are: seed, failures, tasks, strategies
            seed={a: 1           | --set seed: expected , or } in this {...}
            seed=010             | --set seed: found 010, which some YAML readers take as octal: write the number without leading zeros, or in quotes if it is text
            seed="x              | --set seed: the value ends inside a quoted text
            seed=# x             | --set seed: found only a comment, expected a value or nothing
            """, quoteCharacter = '\u0001')
    void whatCannotBeGivenIsSaid(String assignment, String fault) {
        given(assignment);

        assertThat(faults.list()).extracting(Fault::toString).containsExactly(fault);
    }

    @Test
    void anEmptyListCanOnlyBeAddedTo() {
        given("strategies=[]", "strategies[1]=z");

        assertThat(faults.list())
                .extracting(Fault::toString)
                .containsExactly(
                        "--set strategies[1]: strategies has no element \"1\". Expected strategies[0] to add one");
    }

    @Test
    void aFaultIsAtTheOptionThatGaveTheValue() {
        Node changed = given("seed=x", "tasks[web].cpu=y", "retry={frist: 1}", "strategies[0]=z");

        changed.member("seed").orElseThrow().asInteger(faults, 0, 9);
        Node task = changed.member("tasks").orElseThrow().items().get(0);
        task.asObject(faults).integer("cpu", 0, 9);
        Fields retry = changed.member("retry").orElseThrow().asObject(faults);
        retry.has("first");
        retry.end();
        changed.member("strategies").orElseThrow().items().get(1).refuse(faults, "another");
        changed.refuse(faults, "nothing of the kind");

        assertThat(faults.list())
                .extracting(Fault::toString)
                .containsExactlyInAnyOrder(
                        "--set seed: found \"x\", expected an integer from 0 to 9",
                        "--set tasks[web].cpu: found \"y\", expected an integer from 0 to 9",
                        "--set retry: retry.frist: unknown field \"frist\", did you mean \"first\"? Allowed: first",
                        "a.yaml:6:22: strategies[1]: found \"binpack(memory)\", expected another",
                        "a.yaml:1:1: found an object (with --set seed, --set retry), expected nothing of the kind");
    }

    @Test
    void anAddedFieldThatNobodyKnowsIsAtTheOption() {
        Fields fields = given("sead=3", "taks.cpu=4").asObject(faults);
        List.of("seed", "failures", "tasks", "strategies").forEach(fields::has);
        fields.end();

        assertThat(faults.list())
                .extracting(Fault::toString)
                .containsExactly(
                        "--set sead: unknown field \"sead\", did you mean \"seed\"? Allowed: seed, failures, tasks,"
                                + " strategies",
                        "--set taks.cpu: taks: unknown field \"taks\", did you mean \"tasks\"? Allowed: seed, failures,"
                                + " tasks, strategies");
    }

    @Test
    void anElementIsAlsoFoundByItsNameAfterADotAndByTheNamesOfEcs() {
        Node document = DocumentReader.parse("b.yaml", "services: [{serviceName: web, cpu: 1}]", faults)
                .orElseThrow();
        Node changed = Assignment.parse("--set", "services.web.cpu=2", faults)
                .orElseThrow()
                .applyTo(document, faults);

        assertThat(faults.list()).isEmpty();
        assertThat(text(changed)).isEqualTo("{services: [{serviceName: web, cpu: 2}]}");
    }

    @Test
    void aStatedValueIsReportedWhereItIsWrittenAndWrittenAsItIsRead() {
        String other = """
                set:
                  tasks[web].cpu: many
                  tasks[nobody].cpu: 1
                  seed: {"a b": ["1", 2, "x: y", 'q"', plain text, web:1, "-", ""], c: 1h}
                  failures: null
                """;
        Node set = DocumentReader.parse("a.yaml", other, faults)
                .flatMap(node -> node.member("set"))
                .orElseThrow();
        Node document = DocumentReader.parse("a.yaml", DOCUMENT, faults).orElseThrow();
        for (String path : set.names()) {
            Assignment stated = Assignment.stated(path, set.member(path).orElseThrow(), faults)
                    .orElseThrow();
            document = stated.applyTo(document, faults);
            String again = stated.text().substring(stated.text().indexOf('=') + 1);
            if (!again.isEmpty()) {
                Node reread =
                        DocumentReader.parse("c.yaml", "x: " + again, faults).orElseThrow();
                assertThat(text(reread))
                        .isEqualTo("{x: " + text(set.member(path).orElseThrow()) + "}");
            }
        }
        document.member("tasks")
                .orElseThrow()
                .items()
                .get(0)
                .member("cpu")
                .orElseThrow()
                .asInteger(faults, 1, 10);

        assertThat(document.names()).containsExactly("seed", "tasks", "strategies");
        assertThat(faults.list().stream().map(String::valueOf))
                .containsExactly(
                        "a.yaml:2:19: tasks[0].cpu: found \"many\", expected an integer from 1 to 10",
                        "a.yaml:3:22: set.tasks[nobody].cpu: tasks has no element \"nobody\". Expected tasks[0] to [1],"
                                + " [2] to add one, or in the brackets a name: web, batch.night");
    }
}
