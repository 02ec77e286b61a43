package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.ContainerDependency;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.RestartPolicy;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.util.List;
import java.util.Optional;

/** Reads how a container comes and goes: its image, health check, timeouts and restart policy (R3.33-R3.42). */
final class LifecycleReader {

    private static final int MOST_IGNORED_CODES = 50;
    private static final int FARGATE_LONGEST_SECONDS = 120;

    private final Faults faults;
    private final boolean fargate;

    /**
     * Makes a reader.
     *
     * @param fargate whether the task definition asks to run on Fargate too, which bounds the timeouts
     */
    LifecycleReader(Faults faults, boolean fargate) {
        this.faults = faults;
        this.fargate = fargate;
    }

    /** Reads the fields of a container; the caller ends and builds it. */
    ContainerLifecycle read(Fields container, List<ContainerDependency> dependsOn) {
        String image = container.optionalText("image", "the name of an image").orElse("");
        if (image.isBlank() && container.has("image")) {
            container.fault(
                    "image",
                    ApiFault.IMAGE_IS_EMPTY.behind("found an empty name, expected an image such as nginx:1.27"));
        }
        Optional<HealthCheck> healthCheck = container.optional("healthCheck", this::healthCheck);
        int startTimeout = timeout(container, "startTimeout", 2);
        int stopTimeout = timeout(container, "stopTimeout", 0);
        Optional<RestartPolicy> restartPolicy =
                container.optional("restartPolicy", this::restartPolicy).flatMap(policy -> policy);
        return new ContainerLifecycle(image, dependsOn, healthCheck, startTimeout, stopTimeout, restartPolicy);
    }

    /** R3.33, R3.34: only Fargate bounds them. */
    private int timeout(Fields container, String name, int fargateLeast) {
        int least = fargate ? fargateLeast : 0;
        int most = fargate ? FARGATE_LONGEST_SECONDS : Integer.MAX_VALUE;
        String expected = fargate
                ? least + " to " + most + " seconds, which is what Fargate allows"
                : "a number of seconds of at least 0";
        return container
                .optional(name, node -> AwsAmounts.integer(node, faults, least, most, expected))
                .orElse(0);
    }

    /** R3.38. */
    private Optional<HealthCheck> healthCheck(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        fields.list("command", word -> word.asText(faults, "a word of the command"));
        HealthCheck absent = HealthCheck.DEFAULT;
        int interval = amount(fields, "interval", 5, 300, absent.intervalSeconds());
        int timeout = amount(fields, "timeout", 2, 60, absent.timeoutSeconds());
        int retries = amount(fields, "retries", 1, 10, absent.retries());
        int startPeriod = amount(fields, "startPeriod", 0, 300, absent.startPeriodSeconds());
        return fields.build(() -> new HealthCheck(interval, timeout, retries, startPeriod));
    }

    /** R3.42; empty within when the policy is switched off. */
    private Optional<Optional<RestartPolicy>> restartPolicy(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        boolean enabled = fields.flag("enabled");
        int period = amount(fields, "restartAttemptPeriod", 60, 1800, RestartPolicy.DEFAULT_PERIOD_SECONDS);
        List<Integer> ignored = fields.listOrEmpty(
                "ignoredExitCodes", code -> AwsAmounts.integer(code, faults, 0, 255, "an exit code from 0 to 255"));
        if (ignored.size() > MOST_IGNORED_CODES) {
            fields.fault(
                    "ignoredExitCodes",
                    "found " + ignored.size() + " exit codes, expected at most " + MOST_IGNORED_CODES);
        }
        return fields.build(() -> enabled ? Optional.of(new RestartPolicy(period, ignored)) : Optional.empty());
    }

    private int amount(Fields fields, String name, int least, int most, int absent) {
        return fields.optional(name, node -> AwsAmounts.integer(node, faults, least, most, least + " to " + most))
                .orElse(absent);
    }
}
