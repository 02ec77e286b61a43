package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.model.Launch;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.TaskPriority;
import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.service.PlacementReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Binds the entries of {@code tasks}: a task definition, by file, inline or in short, and how its tasks are run. */
final class TaskBinder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern GROUP = Pattern.compile("\\S(.{0,253}\\S)?");

    private final BindingContext context;
    private final Optional<String> around;
    private final Faults faults;

    /** Makes a binder of tasks that name their cluster themselves, where there are several. */
    TaskBinder(BindingContext context) {
        this(context, Optional.empty());
    }

    /**
     * Makes the binder.
     *
     * @param around the cluster of tasks that name none
     */
    TaskBinder(BindingContext context, Optional<String> around) {
        this.context = context;
        this.around = around;
        this.faults = context.faults();
    }

    /**
     * Binds an entry of a mix, which has a weight and a law of its run time.
     *
     * @param commonStated whether the workload states a run time for all tasks, right or wrong
     * @param common that law in microseconds
     */
    Optional<MixedTask> mixed(Node node, boolean commonStated, Optional<Law> common) {
        Fields fields = node.asObject(faults);
        Optional<TaskSpec> spec = launched(fields, spec(fields));
        double weight = fields.numberOr("weight", Double.MIN_VALUE, 1e9, 1);
        int priority = fields.integerOr("priority", TaskPriority.LOWEST, TaskPriority.HIGHEST, 0);
        Optional<Law> own = fields.optional("runTime", law -> Laws.read(law, faults, Quantity.DURATION));
        if (!fields.has("runTime") && !commonStated) {
            node.fault(
                    faults,
                    "runTime is missing, here and in workload, expected a law such as {exponential: {mean: 30m}}");
        }
        Optional<Law> runTime = own.or(() -> common);
        if (spec.isEmpty() || runTime.isEmpty()) {
            fields.end();
            return Optional.empty();
        }
        return fields.build(() -> new MixedTask(spec.get(), weight, runTime.get(), priority));
    }

    /** Binds what the two kinds of workload have in common; the caller ends the fields. */
    Optional<TaskSpec> spec(Fields fields) {
        return spec(fields, true);
    }

    /** Binds a task that is no service's; the caller ends the fields. */
    Optional<TaskSpec> standalone(Fields fields) {
        return spec(fields, false);
    }

    /** Binds on what a task runs; the caller ends the fields. */
    Optional<TaskSpec> launched(Fields fields, Optional<TaskSpec> spec) {
        String cluster = spec.map(TaskSpec::cluster).orElse(context.clusters().first());
        Launch launch = new LaunchBinder(context).read(fields, cluster);
        if (!launch.isFargate()) {
            return spec.map(each -> each.with(launch));
        }
        boolean shortForm = !fields.has("definition");
        spec.ifPresent(each -> FargateDefinitions.refuseConstraints(fields, each.constraints()));
        return spec.map(each -> new TaskSpec(
                FargateDefinitions.onFargate(fields, each.definition(), shortForm),
                each.group(),
                each.constraints(),
                each.service(),
                each.cluster(),
                each.behaviour(),
                launch));
    }

    private Optional<TaskSpec> spec(Fields fields, boolean mayBeService) {
        String name = fields.text("name", NAME, "a name of letters, digits, _ and -");
        DefinitionBinder definitions = new DefinitionBinder(context);
        Optional<TaskDefinition> definition = definitions.bind(fields, name);
        Optional<StatedBehaviour> behaviour = StatedBehaviour.read(fields);
        String cluster = around.isPresent()
                ? context.clusters().readOr(fields, around.get())
                : context.clusters().read(fields);
        definitions.checkSharing(fields, cluster);
        Optional<String> group = fields.optional("group", node -> node.asText(faults, GROUP, "the name of a group"));
        boolean service = mayBeService && fields.flagOr("service", false);
        List<PlacementConstraint> constraints = PlacementReader.constraints(fields);
        return definition.flatMap(complete -> {
            String inGroup = group.orElse((service ? "service:" : "family:") + complete.family());
            TaskBehaviour programs = behaviour.orElse(StatedBehaviour.NONE).of(complete, fields);
            try {
                return Optional.of(new TaskSpec(
                        complete,
                        inGroup,
                        constraints,
                        service,
                        cluster,
                        fields.has("behaviour") ? programs : TaskBehaviour.STEADY));
            } catch (IllegalArgumentException refused) {
                fields.fault("placementConstraints", String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** Adds a fault for every name used twice: results could not be told apart. */
    static void checkNames(Node list, Stream<String> names, Faults faults) {
        checkNames(list, names, "tasks", faults);
    }

    /** Adds a fault for every name that two of a kind have. */
    static void checkNames(Node list, Stream<String> names, String kind, Faults faults) {
        List<String> seen = new ArrayList<>();
        names.forEach(name -> {
            if (seen.contains(name)) {
                list.fault(faults, "two " + kind + " are named \"" + name + "\"");
            }
            seen.add(name);
        });
    }
}
