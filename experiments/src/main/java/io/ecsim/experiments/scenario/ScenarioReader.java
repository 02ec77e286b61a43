package io.ecsim.experiments.scenario;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.NeedSearch;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.run.LatencyRecord;
import io.ecsim.placement.StrategyChain;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.schedulers.StrategyCatalogue;
import io.ecsim.workload.Workload;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.scenario.BindingContext;
import io.ecsim.workloads.scenario.ScenarioOverrides;
import io.ecsim.workloads.scenario.ScenarioWorld;
import io.ecsim.workloads.scenario.WorldBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads scenario files, YAML or JSON. All faults of a file are found at once. */
public final class ScenarioReader {

    /** Replications of a scenario that states none and whose workload is drawn at random. */
    public static final int DEFAULT_REPLICATIONS = 10;

    private static final Map<String, RunOptions.TieBreak> TIE_BREAKS = tieBreaks();

    private final StrategyCatalogue strategies;
    private final Optional<Path> data;
    private final boolean lenient;
    private final List<String> overrides;
    private final List<String> variants;
    private final Set<Path> files = new LinkedHashSet<>();

    /**
     * Makes a reader.
     *
     * @param strategies those that a scenario may name
     * @param data the folder where traces are looked for first, when one is given
     * @param lenient whether damaged lines of traces are skipped and counted; otherwise one stops the reading
     */
    public ScenarioReader(StrategyCatalogue strategies, Optional<Path> data, boolean lenient) {
        this(strategies, data, lenient, List.of(), List.of());
    }

    /**
     * Makes a reader.
     *
     * @param strategies those that a scenario may name
     * @param data the folder where traces are looked for first, when one is given
     * @param lenient whether damaged lines of traces are skipped and counted; otherwise one stops the reading
     * @param overrides values in place of the scenario's, each {@code PATH=VALUE}, see {@link ScenarioOverrides}
     * @param variants versions of the scenario beside those it states, each {@code NAME=PATH=VALUE[,PATH=VALUE]}
     */
    public ScenarioReader(
            StrategyCatalogue strategies,
            Optional<Path> data,
            boolean lenient,
            List<String> overrides,
            List<String> variants) {
        this.strategies = strategies;
        this.data = data;
        this.lenient = lenient;
        this.overrides = List.copyOf(overrides);
        this.variants = List.copyOf(variants);
    }

    /**
     * Reads a scenario whose strategies are built in.
     *
     * @param data the folder where traces are looked for first, when one is given
     * @throws io.ecsim.workloads.document.DocumentException with all faults found
     */
    public static Experiment read(Path scenario, Optional<Path> data) {
        return read(scenario, data, false);
    }

    /**
     * Reads a scenario whose strategies are built in.
     *
     * @param data the folder where traces are looked for first, when one is given
     * @param lenient whether damaged lines of traces are skipped and counted; otherwise one stops the reading
     * @throws io.ecsim.workloads.document.DocumentException with all faults found
     */
    public static Experiment read(Path scenario, Optional<Path> data, boolean lenient) {
        return read(scenario, data, lenient, List.of());
    }

    /**
     * Reads a scenario whose strategies are built in.
     *
     * @param data the folder where traces are looked for first, when one is given
     * @param lenient whether damaged lines of traces are skipped and counted; otherwise one stops the reading
     * @param overrides values in place of the scenario's, each {@code PATH=VALUE}, see {@link ScenarioOverrides}
     * @throws io.ecsim.workloads.document.DocumentException with all faults found
     */
    public static Experiment read(Path scenario, Optional<Path> data, boolean lenient, List<String> overrides) {
        return new ScenarioReader(BuiltInStrategies.catalogue(), data, lenient, overrides, List.of()).read(scenario);
    }

    private static Map<String, RunOptions.TieBreak> tieBreaks() {
        Map<String, RunOptions.TieBreak> names = new LinkedHashMap<>();
        names.put("registration", RunOptions.TieBreak.REGISTRATION);
        names.put("random", RunOptions.TieBreak.RANDOM);
        return names;
    }

    /**
     * Returns a scenario as it is written, with the values given in place of its own.
     *
     * @throws io.ecsim.workloads.document.DocumentException with all faults found
     */
    public Node document(Path file) {
        Faults faults = new Faults();
        Optional<Node> document =
                DocumentReader.read(file, faults).map(each -> ScenarioOverrides.apply(each, overrides, faults));
        faults.throwIfAny();
        return document.orElseThrow(() -> new IllegalStateException("nothing was read from " + file));
    }

    /**
     * Reads a scenario.
     *
     * @throws io.ecsim.workloads.document.DocumentException with all faults found
     */
    public Experiment read(Path file) {
        Faults faults = new Faults();
        Optional<Experiment> experiment = DocumentReader.read(file, faults)
                .map(document -> ScenarioOverrides.apply(document, overrides, faults))
                .flatMap(document -> bindAll(document, file, faults));
        faults.throwIfAny();
        return experiment.orElseThrow(() -> new IllegalStateException("nothing was read from " + file));
    }

    /** Returns where the scenario came from, with every file that this reader has read so far. */
    public ScenarioSource source(Path file) {
        return new ScenarioSource(file, data, lenient, overrides, variants, List.copyOf(files));
    }

    /** Binds a document that was read from the file, with its variants. */
    Optional<Experiment> bindAll(Node document, Path file, Faults faults) {
        List<VariantBinder.Version> versions = new VariantBinder(faults).bind(document, variants);
        return versions.isEmpty()
                ? bind(document, file, faults)
                : BoundVariants.bind(versions, (version, own) -> bind(version.document(), file, own), faults);
    }

    private Optional<Experiment> bind(Node document, Path file, Faults faults) {
        BindingContext context = new BindingContext(file, data, lenient, faults);
        Fields fields = document.asObject(faults);
        String name = fields.textOr("name", stem(file));
        String description = fields.textOr("description", "").strip();
        long seed = fields.longIntegerOr("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
        Optional<ScenarioWorld> world = new WorldBinder(context).bind(fields);
        StrategyBinder competitors = new StrategyBinder(strategies, folder(file), faults);
        List<StrategyChain> chains = competitors.bind(fields);
        fields.accept("variants");
        fields.optional("sweep", node -> new SweepBinder(faults).stated(node));
        fields.accept("replicate");
        ObjectiveBinder objectives = new ObjectiveBinder(faults);
        Objective objective = objectives.bind(fields);
        Optional<Replicate> stated = new ReplicateBinder(faults, objectives, objective.metric()).bind(fields);
        int instances = world.map(each -> each.cluster().size()).orElse(1);
        Optional<NeedSearch> need = objectives.need(fields, objective, instances);
        RunOptions.TieBreak tieBreak = fields.choiceOr("tieBreak", TIE_BREAKS, RunOptions.TieBreak.REGISTRATION);
        world.ifPresent(each -> stated.ifPresent(kind -> ReplicateFit.check(fields, kind, each)));
        if (need.isPresent() && LatencyRecord.isCharged(chains)) {
            fields.fault("need", "the search cannot be repeated where chargeLatency charges wall time: expected none");
        }
        if (world.map(each -> each.controlPlane().isPresent()).orElse(false)) {
            chains.stream()
                    .filter(StrategyChain::movesTasks)
                    .findFirst()
                    .ifPresent(moving -> fields.fault("strategies", refusedMoves(moving)));
        }
        if (name.isBlank()) {
            fields.fault("name", "a scenario needs a name");
        }
        boolean seeksWarmup = WorldBinder.seeksWarmup(fields);
        List<InputFile> inputs = inputs(context, competitors, faults);
        return fields.build(() -> {
            ScenarioWorld bound = world.orElseThrow();
            Replicate replicate = stated.orElseGet(() -> unstated(bound));
            boolean services =
                    bound.workload() == Workload.EMPTY && bound.calls().isEmpty();
            ReplicateFit.doubtEnds(context, replicate, bound);
            ScenarioWorlds worlds = ScenarioWorlds.of(bound, replicate);
            RunOptions options = new RunOptions(
                    RunOptions.DEFAULT.placement(),
                    tieBreak,
                    RunOptions.DEFAULT.checks(),
                    RunOptions.DEFAULT.samples(),
                    strategies::chain);
            return new Experiment(
                    name,
                    description,
                    List.of(Variant.only(seeksWarmup ? worlds.seekingWarmup() : worlds)),
                    chains,
                    replicate,
                    services && !objective.stated() ? Objective.DEFAULT_OF_SERVICES : objective,
                    seed,
                    options,
                    context.assumptions(),
                    inputs,
                    overrides,
                    need);
        });
    }

    /** Returns why a strategy that moves tasks cannot take part under a control plane. */
    static String refusedMoves(StrategyChain moving) {
        return moving.name() + " moves tasks, which only tasks of the workload without a control plane allow: leave out"
                + " services, controlPlane and what needs them";
    }

    private static Replicate unstated(ScenarioWorld world) {
        return world.recorded() ? new Replicate.None() : new Replicate.Regenerate(DEFAULT_REPLICATIONS);
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    private List<InputFile> inputs(BindingContext context, StrategyBinder competitors, Faults faults) {
        List<InputFile> inputs = new ArrayList<>();
        List<Path> read = new ArrayList<>(context.files());
        read.addAll(competitors.files());
        files.addAll(read);
        for (Path file : read) {
            try {
                inputs.add(InputFile.of(file));
            } catch (IOException unreadable) {
                faults.add(new Fault(file.toString(), 0, 0, "", "the file cannot be read"));
            }
        }
        return inputs;
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
