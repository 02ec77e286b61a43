package io.ecsim.experiments.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The fields of our tasks and instances beside those of real ones, as the AWS CLI printed them. The samples are not part
 * of this repository: without them these tests are skipped.
 */
class RealSamplesTest {

    /** R11.2, R11.3 and the samples of the developer guide: fields that only the stream has, or only some regions. */
    private static final Set<String> STREAM_ONLY = Set.of(
            "task/updatedAt",
            "task/executionStoppedAt",
            "task/stoppingAt",
            "task/stoppedAt",
            "task/stopCode",
            "task/stoppedReason",
            "task/containers/exitCode",
            "task/containers/reason",
            "task/containers/imageDigest",
            "task/containers/memoryReservation",
            "task/containers/networkBindings/bindIP",
            "task/containers/networkBindings/containerPort",
            "task/containers/networkBindings/hostPort",
            "task/containers/networkBindings/protocol",
            "instance/clusterArn",
            "instance/updatedAt");

    /** R11.2: each field of a task exists in a real one, with the same JSON type but for times (R9.3). */
    @Test
    void theFieldsOfATaskAreThoseOfRealTasks() throws IOException {
        check("task", "task", "tasks", "ECS Task State Change");
    }

    /** R11.3, R2.4. */
    @Test
    void theFieldsOfAnInstanceAreThoseOfRealInstances() throws IOException {
        check("instance", "containerInstance", "containerInstances", "ECS Container Instance State Change");
    }

    private static void check(String name, String one, String list, String detailType) throws IOException {
        Map<String, Set<JsonNodeType>> real = new TreeMap<>();
        try (Stream<Path> files = Files.list(samples())) {
            for (Path file : files.filter(file -> file.toString().endsWith("output.json"))
                    .sorted()
                    .toList()) {
                JsonNode document = new ObjectMapper().readTree(file.toFile());
                document.path(list).forEach(node -> collect(name, node, real));
                collect(name, document.path(one), real);
            }
        }
        Map<String, Set<JsonNodeType>> ours = new TreeMap<>();
        Story.details(detailType).forEach(node -> collect(name, node, ours));

        assertThat(real).as("samples were read").hasSizeGreaterThan(10);
        Set<String> unknown = new TreeSet<>(ours.keySet());
        unknown.removeAll(real.keySet());
        assertThat(STREAM_ONLY).as("fields that no sample has").containsAll(unknown);
        ours.forEach((field, types) -> {
            if (real.containsKey(field) && !field.endsWith("At")) {
                assertThat(real.get(field)).as(field).containsAll(types);
            }
        });
    }

    /** Returns the folder of samples beside the repository, or skips the test with a message. */
    private static Path samples() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data/ecs/cli-examples");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return Assumptions.abort("skipped: the samples of the AWS CLI are not beside the repository");
    }

    private static void collect(String path, JsonNode node, Map<String, Set<JsonNodeType>> fields) {
        if (node.isArray()) {
            node.forEach(element -> collect(path, element, fields));
        }
        node.properties().forEach(field -> {
            String at = path + "/" + field.getKey();
            fields.computeIfAbsent(at, added -> EnumSet.noneOf(JsonNodeType.class))
                    .add(field.getValue().getNodeType());
            collect(at, field.getValue(), fields);
        });
    }

    /** What is called a field of the stream alone is really told by ours: the list does not grow stale. */
    @Test
    void theListOfStreamFieldsIsNotStale() {
        Map<String, Set<JsonNodeType>> ours = new TreeMap<>();
        for (String type : List.of("ECS Task State Change", "ECS Container Instance State Change")) {
            String name = type.contains("Instance") ? "instance" : "task";
            Story.details(type).forEach(node -> collect(name, node, ours));
        }

        assertThat(ours.keySet()).containsAll(STREAM_ONLY);
    }
}
