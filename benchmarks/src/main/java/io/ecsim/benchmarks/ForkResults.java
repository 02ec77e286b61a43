package io.ecsim.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** JMH's results of several processes that each ran one fork of a benchmark, gathered into one result of that many. */
final class ForkResults {

    private static final Pattern CHECKSUM = Pattern.compile("digest of placements ([0-9a-f]{16})");
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode ours = mapper.createObjectNode();
    private @Nullable ObjectNode gathered;

    ForkResults(String session, Map<String, String> machine) {
        ours.put("session", session);
        ours.set("machine", mapper.valueToTree(machine));
        ours.putArray("pairs");
        ours.putArray("checksums");
    }

    /**
     * Takes a fork and returns the median of its iterations.
     *
     * @param json what JMH wrote
     * @param output what the process printed
     */
    double add(int pair, String json, String output) throws JsonProcessingException {
        ObjectNode fork = (ObjectNode) mapper.readTree(json).required(0);
        ((ArrayNode) ours.get("pairs")).add(pair);
        ((ArrayNode) ours.get("checksums")).add(checksum(output));
        JsonNode iterations = fork.required("primaryMetric").required("rawData").required(0);
        double time = StreamSupport.stream(iterations.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .skip(iterations.size() / 2)
                .findFirst()
                .orElseThrow();
        ObjectNode into = gathered;
        if (into == null) {
            gathered = begin(fork);
        } else {
            append(into.get("primaryMetric"), fork.get("primaryMetric"));
            append(
                    into.get("secondaryMetrics").get(ALLOCATION),
                    fork.get("secondaryMetrics").get(ALLOCATION));
        }
        return time;
    }

    /** Returns all forks so far, as JMH writes them. */
    JsonNode json() {
        ObjectNode result =
                Objects.requireNonNull(gathered, "no fork was added").deepCopy();
        result.put("forks", ours.get("pairs").size());
        summarise((ObjectNode) result.get("primaryMetric"));
        summarise((ObjectNode) result.get("secondaryMetrics").get(ALLOCATION));
        result.set("ecsim", ours.deepCopy());
        return result;
    }

    private static ObjectNode begin(ObjectNode fork) {
        JsonNode allocation = fork.required("secondaryMetrics").required(ALLOCATION);
        fork.putObject("secondaryMetrics").set(ALLOCATION, allocation);
        return fork;
    }

    private static void append(JsonNode metric, JsonNode more) {
        ((ArrayNode) metric.get("rawData")).addAll((ArrayNode) more.get("rawData"));
    }

    /** The mean, least and greatest of what was gathered in place of those of the first fork. */
    private static void summarise(ObjectNode metric) {
        var values = StreamSupport.stream(metric.get("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::asDouble)
                .summaryStatistics();
        metric.put("score", values.getAverage());
        metric.put("scoreError", "NaN");
        metric.putArray("scoreConfidence").add("NaN").add("NaN");
        metric.putObject("scorePercentiles").put("0.0", values.getMin()).put("100.0", values.getMax());
    }

    private static String checksum(String output) {
        Matcher matcher = CHECKSUM.matcher(output);
        return matcher.find() ? matcher.group(1) : "";
    }
}
