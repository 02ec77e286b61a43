package io.ecsim.workloads.service;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.service.RequestFields.StatedCapacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the input of RunTask and StartTask (R1.6, R1.7, R1.10, R9.6, R9.10, section 10). */
public final class TaskRequestReader {

    /** Most tasks of a RunTask call and most instances of a StartTask call (section 10). */
    public static final int MOST_TASKS = 10;

    private static final List<String> NOT_MODELLED = List.of(
            "enableECSManagedTags",
            "enableExecuteCommand",
            "overrides",
            "platformVersion",
            "propagateTags",
            "referenceId");
    private static final StatedCapacity NO_CAPACITY = new StatedCapacity(Optional.empty(), List.of());
    private static final int LONGEST_TOKEN = 64;
    private static final int LONGEST_STARTER = 128;
    private static final int LONGEST_STARTER_OF_START_TASK = 36;
    private static final int LONGEST_GROUP = 255;

    private TaskRequestReader() {}

    /** Reads a RunTask input; empty when it has faults. */
    public static Optional<TaskRequest> runTask(Node document, Faults faults) {
        return ApiFault.INVALID_PARAMETER.to(faults, () -> readRunTask(document, faults));
    }

    private static Optional<TaskRequest> readRunTask(Node document, Faults faults) {
        Fields fields = document.asObject(faults).nothingIsAbsent();
        IgnoredFields ignored = IgnoredFields.told();
        RequestFields request = new RequestFields(fields, ignored);
        int count = fields.integerOr("count", 1, MOST_TASKS, 1);
        List<PlacementConstraint> constraints = PlacementReader.constraints(fields);
        Optional<List<PlacementStrategy>> strategy = PlacementReader.strategy(fields);
        StatedCapacity capacity = request.capacity();
        request.shortText("clientToken", LONGEST_TOKEN);
        request.shortText("startedBy", LONGEST_STARTER);
        return common(fields, request, ignored, count, constraints, strategy, capacity, List.of());
    }

    /** Reads a StartTask input, which names its instances; empty when it has faults. */
    public static Optional<TaskRequest> startTask(Node document, Faults faults) {
        return ApiFault.INVALID_PARAMETER.to(faults, () -> readStartTask(document, faults));
    }

    private static Optional<TaskRequest> readStartTask(Node document, Faults faults) {
        Fields fields = document.asObject(faults).nothingIsAbsent();
        IgnoredFields ignored = IgnoredFields.told();
        RequestFields request = new RequestFields(fields, ignored);
        List<String> instances =
                fields.list("containerInstances", node -> node.asText(faults, "the id of a container instance"));
        request.atMost("containerInstances", MOST_TASKS, "container instances");
        request.shortText("startedBy", LONGEST_STARTER_OF_START_TASK);
        return common(fields, request, ignored, 1, List.of(), Optional.empty(), NO_CAPACITY, instances);
    }

    private static Optional<TaskRequest> common(
            Fields fields,
            RequestFields request,
            IgnoredFields ignored,
            int count,
            List<PlacementConstraint> constraints,
            Optional<List<PlacementStrategy>> strategy,
            StatedCapacity capacity,
            List<String> instances) {
        String definition = fields.text("taskDefinition", "a task definition such as web:3");
        Optional<String> cluster = request.cluster("cluster");
        request.shortText("group", LONGEST_GROUP);
        Optional<String> group = fields.optionalText("group", "the name of a group");
        Optional<String> startedBy = fields.optionalText("startedBy", "who starts the tasks");
        request.network();
        request.tags();
        Map<String, Integer> sizes = request.volumeSizes();
        ignored.accept(fields, NOT_MODELLED);
        return fields.build(() -> new TaskRequest(
                definition,
                cluster,
                count,
                group,
                startedBy,
                constraints,
                strategy,
                capacity,
                instances,
                sizes,
                ignored.paths()));
    }
}
