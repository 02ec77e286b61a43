package io.ecsim.workloads.ecsapi;

import io.ecsim.fargate.TaskSizes;
import io.ecsim.workloads.document.Faults;
import java.util.function.Supplier;

/**
 * What Amazon ECS answers to a request that it refuses. The texts are those that users of ECS have published; where none
 * was found, only the exception is named.
 *
 * @param exception its name
 * @param message its words; empty where they are not known
 */
public record ApiFault(ApiException exception, String message) {

    /** A request for a task definition or a task that is refused, in words that are not known. */
    public static final ApiFault CLIENT = new ApiFault(ApiException.CLIENT, "");

    /** A parameter that is refused, in words that are not known. */
    public static final ApiFault INVALID_PARAMETER = new ApiFault(ApiException.INVALID_PARAMETER, "");

    /** A wait for the exit of a container that may not exit (R3.31). */
    public static final ApiFault DEPENDENCY_IS_ESSENTIAL =
            client("A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");

    /** Containers that ask for more CPU than their task has (R2.25). */
    public static final ApiFault TOO_MUCH_CPU =
            client("The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.");

    /** A host port other than the container port, in awsvpc mode (R2.34). */
    public static final ApiFault PORTS_MUST_MATCH =
            client("When networkMode=awsvpc, the host ports and container ports in port mappings must match.");

    /** An empty name of an image. */
    public static final ApiFault IMAGE_IS_EMPTY = client("Container.image should not be null or empty.");

    /** R4.2. */
    public static final ApiFault DAEMON_WITH_DESIRED_COUNT = invalid(
            "The daemon scheduling strategy does not support a desired count for services. Remove the desired count"
                    + " value and try again");

    /** R4.2. */
    public static final ApiFault DAEMON_WITH_PLACEMENT_STRATEGY = invalid(
            "The daemon scheduling strategy does not support placement strategies. Remove the placement strategy and"
                    + " try again");

    /** A DAEMON service over capacity providers. */
    public static final ApiFault DAEMON_WITH_CAPACITY_PROVIDERS = invalid(
            "Specifying a capacity provider strategy is not supported when you create a service using the DAEMON"
                    + " scheduling strategy.");

    /** A launch type beside capacity providers. */
    public static final ApiFault LAUNCH_TYPE_AND_CAPACITY_PROVIDERS = invalid(
            "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");

    /** A size that Fargate does not have (R8.2). */
    public static final ApiFault NO_FARGATE_SIZE = client(TaskSizes.NO_CONFIGURATION);

    /** R2.30. */
    public static final ApiFault FARGATE_NEEDS_AWSVPC = client("Fargate only supports network mode 'awsvpc'.");

    /** R4.2. */
    public static final ApiFault DAEMON_ON_FARGATE =
            invalid("The daemon scheduling strategy is not supported for the Fargate launch type.");

    /** R1.8. */
    public static final ApiFault PLACEMENT_STRATEGY_ON_FARGATE =
            invalid("Placement strategies are not supported with FARGATE launch type.");

    /** R1.8. */
    public static final ApiFault PLACEMENT_CONSTRAINTS_ON_FARGATE =
            invalid("Placement constraints are not supported with FARGATE launch type.");

    /** A platform version for tasks on instances. */
    public static final ApiFault PLATFORM_VERSION_ON_EC2 =
            invalid("The platform version must be null when specifying an EC2 launch type.");

    /** RunTask in a cluster without instances (R9.8). */
    public static final ApiFault NO_CONTAINER_INSTANCES = invalid("No Container Instances were found in your cluster.");

    /** Returns the answer to a container that states no memory where its task does not either (R2.22). */
    public static ApiFault memoryIsMissing(String container) {
        return client("Invalid setting for container '" + container
                + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
    }

    /** Returns the answer to a setting of a container that is out of bounds. */
    public static ApiFault invalidSetting(String setting, String container) {
        return client("Invalid '" + setting + "' setting for container '" + container + "'.");
    }

    /** Returns the answer to a mount of a volume that the task definition does not have. */
    public static ApiFault unknownVolume(String volume) {
        return client("Unknown volume '" + volume + "'.");
    }

    /** Returns the answer to a load balancer that names a container which the task definition does not have. */
    public static ApiFault containerIsMissing(String container) {
        return invalid("The container " + container + " does not exist in the task definition.");
    }

    /** Returns the answer to a load balancer that names a port which the container does not map. */
    public static ApiFault portIsMissing(String container, int port) {
        return invalid("The container " + container + " did not have a container port " + port + " defined.");
    }

    /** Returns a message of ecsim's own with what ECS says behind it. */
    public String behind(String own) {
        return own + Faults.saidByEcs(toString());
    }

    /** Runs a reader whose faults ECS would find too and answer so. */
    public <T> T to(Faults faults, Supplier<T> reader) {
        return faults.saidByEcs(toString(), reader);
    }

    /** Returns {@code ClientException: Unknown volume 'x'.}, or the name alone. */
    @Override
    public String toString() {
        return message.isEmpty() ? exception.wireName() : exception.wireName() + ": " + message;
    }

    private static ApiFault client(String message) {
        return new ApiFault(ApiException.CLIENT, message);
    }

    private static ApiFault invalid(String message) {
        return new ApiFault(ApiException.INVALID_PARAMETER, message);
    }
}
