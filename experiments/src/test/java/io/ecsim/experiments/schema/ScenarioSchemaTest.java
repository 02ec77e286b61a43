package io.ecsim.experiments.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.experiments.scenario.StarterScenario;
import io.ecsim.experiments.scenario.Vocabulary;
import io.ecsim.workloads.document.DocumentException;
import io.ecsim.workloads.document.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published schema and the reader say the same of every field. */
class ScenarioSchemaTest {

    /** What Application Auto Scaling and CloudWatch take and print is judged by its readers. */
    private static final String DOCUMENTS_OF_AWS =
            "/scalableTargets/\\d+/(target|policies|alarms|scheduledActions)(/.*)?";

    private static final Path PUBLISHED = Path.of("..", "docs", "scenario.schema.json");
    private static final Pattern UNKNOWN = Pattern.compile("unknown field \"zzz\".*Allowed: (.*)");

    /** Fields whose text only the reader can judge: names of files, columns, zones, containers and the like. */
    private static final Pattern JUDGED_BY_THE_READER = Pattern.compile(
            ".*/((tasks|clusters|services|registries|targetGroups|volumeConfigurations|runTasks|startTasks|schedules|autoScalingGroups)/\\d+/name|(updates|protections)/\\d+/at|service|cluster|capacityProvider|capacityProviders/\\d+|autoScalingGroup|autoScalingGroupArn|registry|pool|preloaded/\\d+|prices|services/\\d+|(drain|activate|deregister)/\\d+|zones/\\d+|instanceType|definition|expression|file|file/\\d+|column|zone|instances/\\d+/name|containerStartTimeout|containerStopTimeout|scheduler/\\w+|instance|only/\\d+|scheduleExpression|scheduleExpressionTimezone|startsAt|startDate|endDate|margin|precision|atMost|atLeast|field)");

    /** Fields in which a zero is wrong only with other fields, or in this use of a law. */
    private static final Pattern ZERO_JUDGED_BY_THE_READER = Pattern.compile(
            ".*/(runTime|run|size|every|count|cpu|machine|on|off|think|precision|maxCapacity|interruptions/high|capacityProviderStrategy/\\d+/weight|defaultCapacityProviderStrategy/\\d+/weight)(/constant)?");

    /** Faulty scenarios whose structure is right; what is wrong depends on other fields or on files. */
    private static final List<String> ONLY_THE_READER_REFUSES = List.of(
            "azure-vm-damaged.yaml",
            "behaviour-without-control-plane.yaml",
            "bill-without-a-price.yaml",
            "block-longer-than-trace.yaml",
            "built-in-attribute.yaml",
            "capacity-providers.yaml",
            "cluster-of-a-trace.yaml",
            "cluster-of-tasks.yaml",
            "cluster-query.yaml",
            "clusters-of-the-same-machines.yaml",
            "controls-of-other-arrivals.yaml",
            "csv-column.yaml",
            "csv-out-of-order.yaml",
            "curve-without-its-column.yaml",
            "daemon-deployment.yaml",
            "duplicate-field.yaml",
            "faults-without-control-plane.yaml",
            "group-in-unknown-zone.yaml",
            "images-unknown.yaml",
            "machine-events-damaged.yaml",
            "machine-events-of-nothing.yaml",
            "machine-events-out-of-order.yaml",
            "missing-nodes.yaml",
            "missing-trace.yaml",
            "more-gpus-than-can-be-shared.yaml",
            "need-without-conditions.yaml",
            "no-price-in-region.yaml",
            "no-services.yaml",
            "openb-without-gpus.yaml",
            "outage-of-nobody.yaml",
            "outage-that-ends-early.yaml",
            "regenerate-of-a-trace.yaml",
            "regenerate-of-given-failures.yaml",
            "repack-under-control-plane.yaml",
            "replicate-pairs.yaml",
            "reserved-more-than-there-is.yaml",
            "same-strategy-twice.yaml",
            "schedule-without-a-calendar.yaml",
            "schedules-in-vain.yaml",
            "service-of-another-cluster.yaml",
            "shock-unknown-pool.yaml",
            "swf-damaged-line.yaml",
            "swf-without-memory.yaml",
            "task-definition-faults.yaml",
            "task-definition-missing.yaml",
            "task-without-run-time.yaml",
            "too-many-windows.yaml",
            "trace-without-tasks.yaml",
            "trunk-attribute.yaml",
            "trunk-without-trunking.yaml",
            "two-groups-of-one-name.yaml",
            "unknown-instance-type.yaml",
            "variant-that-does-not-fit.yaml",
            "warmup-longer-than-horizon.yaml",
            "windows-and-auto.yaml",
            "windows-of-drawn-tasks.yaml");

    private static final JsonNode TREE = tree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);

    private static JsonNode tree() {
        try {
            return new ObjectMapper().readTree(ScenarioSchema.text());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean accepts(JsonNode document) {
        return SCHEMA.validate(document).isEmpty();
    }

    /** Returns what the reader finds wrong; the document lies beside what the good documents name. */
    private static List<Fault> faults(JsonNode document) throws IOException {
        Path file = Files.createTempFile(Documents.folder(), "changed", ".json");
        try {
            Files.writeString(file, document.toString());
            ScenarioReader.read(file, Optional.empty());
            return List.of();
        } catch (DocumentException refused) {
            return refused.faults();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void thePublishedSchemaIsThatOfTheProgram() throws IOException {
        assertThat(Files.readString(PUBLISHED).equals(ScenarioSchema.text()))
                .as("docs/scenario.schema.json is out of date: ./ecsim schema > docs/scenario.schema.json")
                .isTrue();
    }

    @Test
    void theSchemaIsASchema() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(TREE)).isEmpty();
    }

    @Test
    void goodScenariosAreGoodForBoth() throws IOException {
        Map<String, JsonNode> good = Documents.all();
        for (Map.Entry<String, JsonNode> each : good.entrySet()) {
            assertThat(faults(each.getValue())).as("reader: " + each.getKey()).isEmpty();
        }
        good.put("the starter", Documents.YAML.readTree(StarterScenario.text()));
        try (Stream<Path> examples = Files.list(Path.of("..", "examples"))) {
            for (Path example :
                    examples.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                good.put(example.toString(), Documents.YAML.readTree(example.toFile()));
            }
        }
        good.putAll(inDocumentation());
        assertThat(good).hasSizeGreaterThan(50);
        good.forEach((name, document) ->
                assertThat(SCHEMA.validate(document)).as("schema: " + name).isEmpty());
    }

    /** Whole scenarios in the documentation: blocks of YAML that state a horizon. */
    private static Map<String, JsonNode> inDocumentation() throws IOException {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md"), Path.of("..", "examples", "README.md")));
        try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher block = Pattern.compile("(?s)```ya?ml\\n(.*?)```").matcher(Files.readString(page));
            while (block.find()) {
                if (block.group(1).contains("horizon:")) {
                    found.put(page + ":" + block.start(), Documents.YAML.readTree(block.group(1)));
                }
            }
        }
        return found;
    }

    @Test
    void everyObjectHasTheFieldsThatTheReaderAsksFor() throws IOException {
        List<String> differences = new ArrayList<>();
        TreeSet<String> done = new TreeSet<>();
        for (Map.Entry<String, JsonNode> each : Documents.all().entrySet()) {
            for (Map.Entry<String, JsonNode> object :
                    SchemaWalk.objects(TREE, each.getValue()).entrySet()) {
                if (done.add(kind(each.getValue(), object.getKey()))) {
                    String where = each.getKey() + " " + object.getKey();
                    differences.addAll(differences(where, each.getValue(), object.getKey(), object.getValue()));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Returns what tells objects apart: where they are, whatever the index, and which fields they have. */
    private static String kind(JsonNode document, String pointer) {
        List<String> names = new ArrayList<>();
        document.at(pointer).fieldNames().forEachRemaining(names::add);
        return pointer.replaceAll("/\\d+", "/*") + names;
    }

    private static List<String> differences(String where, JsonNode document, String pointer, JsonNode schema)
            throws IOException {
        JsonNode changed = document.deepCopy();
        ((ObjectNode) changed.at(pointer)).put("zzz", 1);
        List<Matcher> unknown = faults(changed).stream()
                .map(fault -> UNKNOWN.matcher(fault.message()))
                .filter(Matcher::matches)
                .toList();
        if (unknown.size() != 1) {
            return List.of(where + ": the reader does not refuse an unknown field");
        }
        TreeSet<String> read = new TreeSet<>(List.of(unknown.get(0).group(1).split(", ")));
        read.remove("no fields here");
        TreeSet<String> published = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(published::add);
        TreeSet<String> here = new TreeSet<>(published);
        here.removeAll(SchemaWalk.forbidden(schema, document.at(pointer)));
        List<String> differences = new ArrayList<>();
        for (String name : read) {
            if (!published.contains(name)) {
                differences.add(where + ": field " + name + " is read but not in docs/scenario.schema.json");
            }
        }
        for (String name : here) {
            if (!read.contains(name)) {
                differences.add(where + ": field " + name + " is in docs/scenario.schema.json but not read");
            }
        }
        return differences;
    }

    @Test
    void everyChoiceIsOneThatTheReaderOffers() throws IOException {
        TreeSet<String> readers = new TreeSet<>();
        TREE.path("$defs").fieldNames().forEachRemaining(name -> {
            if (name.startsWith("trace-")) {
                readers.add(name.substring("trace-".length()));
            }
        });
        assertThat(readers)
                .as("readers of traces in docs/scenario.schema.json")
                .containsExactlyInAnyOrderElementsOf(names(Vocabulary.readers()));
        assertThat(offered("trace-openb.yaml", "/cluster/nodes/reader"))
                .as("readers of cluster.nodes in docs/scenario.schema.json")
                .containsExactlyInAnyOrderElementsOf(nodeReaders());
        Map<String, String> choices = Map.of(
                "/cluster/instances/1/architecture", "/$defs/instanceGroup/properties/architecture/enum",
                "/workload/tasks/0/networkMode", "/$defs/mixedTask/properties/networkMode/enum",
                "/objective/direction", "/$defs/objective/properties/direction/enum",
                "/objective/metric", "/$defs/metric/enum",
                "/tieBreak", "/properties/tieBreak/enum");
        for (Map.Entry<String, String> choice : choices.entrySet()) {
            TreeSet<String> published = new TreeSet<>();
            TREE.at(choice.getValue()).forEach(name -> published.add(name.asText()));
            assertThat(offered("everything-drawn.yaml", choice.getKey()))
                    .as(choice.getKey() + " in docs/scenario.schema.json")
                    .containsExactlyElementsOf(published);
        }
    }

    private static List<String> nodeReaders() {
        List<String> names = new ArrayList<>();
        TREE.at("/$defs/cluster/properties/nodes/anyOf")
                .forEach(each -> names.add(each.at("/properties/reader/enum/0").asText()));
        return names;
    }

    /** Returns the names that the reader says are allowed at a place. */
    private static TreeSet<String> offered(String document, String pointer) throws IOException {
        JsonNode changed =
                replaced(Documents.all().get(document), pointer, JsonNodeFactory.instance.textNode("qqqqqqqq"));
        Matcher offer = Pattern.compile(".*expected (one of )?(.*)")
                .matcher(faults(changed).get(0).message());
        assertThat(offer.matches()).as(faults(changed).toString()).isTrue();
        return new TreeSet<>(List.of(offer.group(2).split(", ")));
    }

    private static List<String> names(Vocabulary.Section section) {
        return section.entries().stream().map(Vocabulary.Entry::name).toList();
    }

    /** Without this, a field that no document uses would not be checked. */
    @Test
    void everyFieldOfTheSchemaIsInAGoodScenario() throws IOException {
        TreeSet<String> unused = new TreeSet<>();
        TreeSet<String> used = new TreeSet<>();
        for (JsonNode document : Documents.all().values()) {
            for (Map.Entry<String, JsonNode> object :
                    SchemaWalk.objects(TREE, document).entrySet()) {
                String names = fields(object.getValue());
                object.getValue().path("properties").fieldNames().forEachRemaining(field -> {
                    boolean isUsed = document.at(object.getKey()).has(field);
                    (isUsed ? used : unused).add(field + " of {" + names + "}");
                });
            }
        }
        unused.removeAll(used);
        assertThat(unused)
                .as("fields that no document in schema/good uses: add them")
                .isEmpty();
        for (JsonNode object : TREE.findParents("properties")) {
            if (object.has("type")) {
                String names = fields(object);
                assertThat(used)
                        .as("no document in schema/good has an object of the fields " + names)
                        .anyMatch(each -> each.endsWith(" of {" + names + "}"));
            }
        }
    }

    private static String fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    @Test
    void aFieldOfAnotherKindIsJudgedAlike() throws IOException {
        List<String> differences = new ArrayList<>();
        int checked = 0;
        TreeSet<String> done = new TreeSet<>();
        for (Map.Entry<String, JsonNode> each : Documents.all().entrySet()) {
            for (String pointer : pointers(each.getValue(), "", new ArrayList<>())) {
                String field = pointer.substring(pointer.lastIndexOf('/')).replaceAll("/\\d+", "/*");
                if (!done.add(kind(each.getValue(), pointer.substring(0, pointer.lastIndexOf('/'))) + field)) {
                    continue;
                }
                for (JsonNode wrong : wrongValues()) {
                    JsonNode changed = replaced(each.getValue(), pointer, wrong);
                    boolean schema = accepts(changed);
                    boolean zero = wrong.asText().equals("0") || wrong.asText().equals("0s");
                    boolean onlyReader = (wrong.isTextual()
                                    && JUDGED_BY_THE_READER.matcher(pointer).matches())
                            || pointer.matches("/variants/\\d+/set") // paths of the author's own
                            || pointer.matches("/sweep/[^/]+/(from|to|step)") // which depend on each other
                            || pointer.matches(DOCUMENTS_OF_AWS)
                            || (zero
                                    && ZERO_JUDGED_BY_THE_READER
                                            .matcher(pointer)
                                            .matches());
                    boolean reader = faults(changed).isEmpty();
                    checked++;
                    if (schema != reader && !(onlyReader && schema)) {
                        differences.add(each.getKey() + " " + pointer + " = " + wrong + ": the schema "
                                + (schema ? "accepts" : "refuses") + " it, the reader does not");
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(checked).isGreaterThan(1000);
    }

    private static List<JsonNode> wrongValues() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode object = json.objectNode();
        object.put("zzz", 1);
        return List.of(
                json.numberNode(-1.5),
                json.numberNode(0),
                json.textNode("zzz zzz"),
                json.textNode("0s"),
                json.booleanNode(true),
                json.arrayNode().add(json.arrayNode()),
                object,
                json.nullNode());
    }

    private static List<String> pointers(JsonNode value, String pointer, List<String> all) {
        if (pointer.endsWith("/definition") && value.isObject()) {
            return all; // in AWS's format, which the schema leaves to the reader
        }
        if (!pointer.isEmpty()) {
            all.add(pointer);
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                pointers(value.get(i), pointer + "/" + i, all);
            }
        }
        value.properties().forEach(member -> pointers(member.getValue(), pointer + "/" + member.getKey(), all));
        return all;
    }

    private static JsonNode replaced(JsonNode document, String pointer, JsonNode value) {
        JsonNode changed = document.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = changed.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
        return changed;
    }

    @Test
    void faultyScenariosAreRefusedByBoth() throws IOException {
        Path faulty = Path.of("src", "test", "resources", "io", "ecsim", "experiments", "scenario", "faulty");
        List<String> accepted = new ArrayList<>();
        try (Stream<Path> files = Files.list(faulty)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                try {
                    JsonNode document = Documents.YAML.readTree(file.toFile());
                    if (accepts(document)) {
                        accepted.add(String.valueOf(file.getFileName()));
                    }
                } catch (com.fasterxml.jackson.core.JsonProcessingException syntax) {
                    assertThat(syntax).isNotNull(); // no tree that a schema could judge
                }
            }
        }
        assertThat(accepted)
                .as("faulty scenarios that the schema accepts: list what only the reader can refuse")
                .containsExactlyElementsOf(ONLY_THE_READER_REFUSES);
    }
}
