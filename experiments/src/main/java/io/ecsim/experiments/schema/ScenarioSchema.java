package io.ecsim.experiments.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of scenario files. It says of structure, types and ranges what the reader says; what
 * depends on other fields or files, only the reader knows.
 */
public final class ScenarioSchema {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String ID = "urn:ecsim:scenario";

    private ScenarioSchema() {}

    /** Returns the schema as JSON text with line feeds. */
    public static String text() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(tree()) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree in memory cannot be written", impossible);
        }
    }

    private static ObjectNode tree() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", DRAFT);
        root.put("$id", ID);
        root.setAll(scenario().node());
        ObjectNode shared = root.putObject("$defs");
        definitions().forEach((name, schema) -> shared.set(name, schema.node()));
        return root;
    }

    private static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.putAll(LawSchemas.definitions());
        all.putAll(ArrivalSchemas.definitions());
        all.putAll(WorldSchemas.definitions());
        all.putAll(BillingSchemas.definitions());
        all.putAll(ServiceSchemas.definitions());
        all.putAll(CapacitySchemas.definitions());
        all.putAll(ImageSchemas.definitions());
        all.putAll(TraceSchemas.definitions());
        all.putAll(ExperimentSchemas.definitions());
        return all;
    }

    private static Schema scenario() {
        return Schema.object()
                .titled("ecsim scenario")
                .says(
                        "A cluster, what runs on it, what fails, which placement strategies compete, what counts as better.")
                .takes(
                        "name",
                        Schema.text("\\S").says("Of the scenario; the file's name without ending unless stated."))
                .takes("description", Schema.text().says("What it shows, printed in the report."))
                .takes(
                        "seed",
                        Schema.anyInteger().says("Of all random numbers.").unlessStated(1))
                .needs("horizon", Schema.ref("positiveDuration").says("End of the run."))
                .takes(
                        "warmup",
                        Schema.anyOf(Schema.choice("auto"), Schema.ref("duration"))
                                .says(
                                        "Start of the run that is not measured; none unless stated, auto: pilot runs find it."))
                .takes("startsAt", CallSchemas.instant("Which instant time 0 is; 1970-01-01T00:00:00Z unless stated."))
                .takes("prices", BillingSchemas.prices())
                .takes(
                        "spotBand",
                        Schema.choice("low", "middle", "high")
                                .says("Where in their bands the interruptions of Spot capacity are.")
                                .unlessStated("middle"))
                .takes("billing", Schema.ref("billing"))
                .takes("cluster", Schema.ref("cluster"))
                .takes(
                        "clusters",
                        Schema.list(Schema.ref("namedCluster"), 1)
                                .says("Several clusters in place of cluster; tasks and services name theirs."))
                .takes(
                        "autoScalingGroups",
                        Schema.list(Schema.ref("autoScalingGroup"), 0)
                                .says("Auto Scaling groups, beside the instances of the cluster or in place of them."))
                .takes("capacityProviders", CapacitySchemas.providers())
                .takes("defaultCapacityProviderStrategy", CapacitySchemas.defaultStrategy())
                .takes("workload", Schema.ref("workload"))
                .takes("runTasks", CallSchemas.runTasks())
                .takes("startTasks", CallSchemas.startTasks())
                .takes("schedules", CallSchemas.schedules())
                .takes("controlPlane", ControlPlaneSchemas.controlPlane())
                .takes("fargate", FargateSchemas.fargate())
                .takes("images", Schema.ref("images"))
                .takes(
                        "services",
                        Schema.list(Schema.ref("createdService"), 0)
                                .says("Services of the cluster; with one there need be no workload."))
                .takes("scalableTargets", ScalingSchemas.targets())
                .takes("requests", RequestSchemas.requests())
                .takes("operations", ControlPlaneSchemas.operations())
                .takes("queue", Schema.ref("queue"))
                .takes("failures", Schema.ref("failures"))
                .needs("strategies", Schema.list(Schema.ref("strategy"), 1).says("The competitors, each named once."))
                .takes(
                        "variants",
                        Schema.list(Schema.ref("variant"), 1)
                                .says("Versions of the scenario that compete under the same random numbers."))
                .takes("sweep", SweepSchemas.sweep())
                .takes("replicate", Schema.ref("replicate"))
                .takes("objective", Schema.ref("objective"))
                .takes("need", Schema.ref("need"))
                .takes(
                        "tieBreak",
                        Schema.choice("registration", "random")
                                .says("Between instances equal in every strategy.")
                                .unlessStated("registration"))
                .oneWay(
                        "cluster workload|clusters",
                        "cluster services|clusters workload",
                        "clusters workload|cluster",
                        "clusters services|cluster workload");
    }
}
