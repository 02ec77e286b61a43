package io.ecsim.workloads.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API allows in a request, at its bounds and one beyond. */
class RequestLimitsTest {

    /** R1.6, R1.7, R9.10, section 10. */
    @ParameterizedTest
    @CsvSource({
        "count, 10, 11",
        "placementStrategy, 5, 6",
        "placementConstraints, 10, 11",
        "group, 255, 256",
        "startedBy, 128, 129",
        "clientToken, 64, 65",
        "tags, 50, 51"
    })
    void runTask(String field, int most, int tooMany) {
        assertThat(runTaskFault(field, value(field, most))).isEmpty();
        assertThat(runTaskFault(field, value(field, tooMany)))
                .hasValueSatisfying(message -> assertThat(message).contains("(ECS: InvalidParameterException"));
    }

    /** R1.10: at most ten instances, at least one. */
    @Test
    void startTask() {
        assertThat(startTaskFault(1)).isEmpty();
        assertThat(startTaskFault(10)).isEmpty();
        assertThat(startTaskFault(11))
                .contains("found 11 container instances, expected at most 10 (ECS: InvalidParameterException)");
    }

    /** R1.41. */
    @ParameterizedTest
    @CsvSource({"2000, true", "2001, false"})
    void lengthOfAnExpression(int length, boolean fits) {
        String expression = "attribute:a == " + "x".repeat(length - "attribute:a == ".length());
        assertThat(runTaskFault(
                                "placementConstraints",
                                "[{\"type\": \"memberOf\", \"expression\": \"" + expression + "\"}]")
                        .isEmpty())
                .isEqualTo(fits);
    }

    /** R4.1-R4.4, R4.25, R1.72: what excludes each other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schedulingStrategy\": \"DAEMON\"|",
                "\"schedulingStrategy\": \"DAEMON\", \"desiredCount\": 1|The daemon scheduling strategy does not support a desired count",
                "\"schedulingStrategy\": \"DAEMON\", \"placementStrategy\": [{\"type\": \"random\"}]|does not support placement strategies",
                "\"schedulingStrategy\": \"DAEMON\", \"capacityProviderStrategy\": [{\"capacityProvider\": \"spot\"}]|using the DAEMON scheduling strategy",
                "\"schedulingStrategy\": \"DAEMON\", \"deploymentConfiguration\": {\"maximumPercent\": 150}|a DAEMON service takes 100 only",
                "\"schedulingStrategy\": \"DAEMON\", \"deploymentConfiguration\": {\"strategy\": \"BLUE_GREEN\", \"bakeTimeInMinutes\": 5}|a DAEMON service takes ROLLING only, found BLUE_GREEN (ECS: InvalidParameterException)",
                "\"schedulingStrategy\": \"DAEMON\", \"deploymentConfiguration\": {\"strategy\": \"LINEAR\"}|a DAEMON service takes ROLLING only, found LINEAR (ECS: InvalidParameterException)",
                "\"schedulingStrategy\": \"DAEMON\", \"deploymentConfiguration\": {\"strategy\": \"CANARY\"}|a DAEMON service takes ROLLING only, found CANARY (ECS: InvalidParameterException)",
                "\"schedulingStrategy\": \"DAEMON\", \"deploymentConfiguration\": {\"strategy\": \"ROLLING\"}|",
                "\"desiredCount\": 1, \"launchType\": \"EC2\", \"capacityProviderStrategy\": [{\"capacityProvider\": \"spot\"}]|Specifying both a launch type and capacity provider strategy",
                "\"desiredCount\": 1, \"deploymentController\": {\"type\": \"CODE_DEPLOY\"}|expected ECS",
                "\"desiredCount\": 1, \"deploymentConfiguration\": {\"strategy\": \"CANARY\", \"deploymentCircuitBreaker\": {\"enable\": true, \"rollback\": true}}|R4.25",
                "\"desiredCount\": 1, \"availabilityZoneRebalancing\": \"ENABLED\", \"deploymentConfiguration\": {\"maximumPercent\": 100}|R1.72",
                "\"desiredCount\": 1, \"healthCheckGracePeriodSeconds\": 2147483647|",
                "\"cluster\": \"x\"|desiredCount is missing",
            })
    void service(String fields, String message) {
        Faults faults = new Faults();
        String text = "{\"serviceName\": \"web\", \"taskDefinition\": \"web:1\", " + fields + "}";
        var read = ServiceReader.read(parse(text, faults), Optional.empty(), faults);
        if (message == null) {
            assertThat(faults.list()).isEmpty();
            assertThat(read).isPresent();
        } else {
            assertThat(faults.list())
                    .extracting(Fault::message)
                    .anySatisfy(each -> assertThat(each).contains(message));
        }
    }

    private static String value(String field, int size) {
        return switch (field) {
            case "count" -> String.valueOf(size);
            case "placementStrategy" -> list("{\"type\": \"random\"}", size);
            case "placementConstraints" -> list("{\"type\": \"distinctInstance\"}", size);
            case "tags" -> list("{\"key\": \"k\", \"value\": \"v\"}", size);
            default -> "\"" + "x".repeat(size) + "\"";
        };
    }

    private static String list(String item, int size) {
        return "[" + String.join(", ", Collections.nCopies(size, item)) + "]";
    }

    private static Optional<String> runTaskFault(String field, String value) {
        Faults faults = new Faults();
        String text = "{\"taskDefinition\": \"web\", \"" + field + "\": " + value + "}";
        var read = TaskRequestReader.runTask(parse(text, faults), faults);
        assertThat(read.isPresent()).isEqualTo(faults.isEmpty());
        return faults.list().stream().map(Fault::message).findFirst();
    }

    private static Optional<String> startTaskFault(int instances) {
        Faults faults = new Faults();
        String text = "{\"taskDefinition\": \"web\", \"containerInstances\": " + list("\"i-1\"", instances) + "}";
        var read = TaskRequestReader.startTask(parse(text, faults), faults);
        assertThat(read.isPresent()).isEqualTo(faults.isEmpty());
        return faults.list().stream().map(Fault::message).findFirst();
    }

    private static Node parse(String text, Faults faults) {
        return DocumentReader.parse("t.json", text, faults).orElseThrow();
    }
}
