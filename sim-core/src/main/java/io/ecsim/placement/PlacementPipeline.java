package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Picks an instance for a task as ECS does (R1.1): eligible instances, resources, constraints, strategy chain, tie-break.
 * It reserves nothing. Follows the cluster through {@link InstanceListener}; make it before the first instance registers.
 */
public final class PlacementPipeline implements InstanceListener, AutoCloseable {

    /** The answer when no instance can take the task. */
    public static final int NONE = Selector.NONE;

    private static final int UNKNOWN = -1;

    private final ClusterState cluster;
    private final Feasibility feasibility;
    private final List<Stage> stages;

    /** The stages that hear of each change themselves. */
    private final List<InstanceListener> listeners;

    private final boolean indexed;
    private final List<String> names;
    private final String firstStrategy;
    private final List<Scope> scopes = new ArrayList<>();
    private int[] scopeOfKind = new int[0];
    private final SoleCandidate sole;
    private final DeviceChooser deviceChooser;
    private final InstanceView view;
    private final Optional<WholeChain> whole;

    /** Who takes tasks, kept only for a planner. */
    private final RankOrder eligible;

    private final SchedulerTally tally;
    private final LifetimeFeed lifetimes;
    private final long[] key;
    private Optional<DecisionWatch> watch = Optional.empty();
    private LongSupplier clock = () -> 0;
    private long decisions;

    /** The instances whose class some constraints allow, and the selector over them. */
    private record Scope(boolean[] classes, Selector selector) {}

    /**
     * Opens a strategy chain over a cluster and listens to it.
     *
     * @param indexed false: answer everything by {@link ScanSelector}, the twin of the indexes
     * @param randomTies whether ties after the last strategy fall at random instead of by rank (R1.30)
     */
    public PlacementPipeline(
            ClusterState cluster, StrategyChain chain, RunContext context, boolean indexed, boolean randomTies) {
        this.cluster = cluster;
        this.feasibility = new Feasibility(cluster);
        this.indexed = indexed;
        this.sole = new SoleCandidate(cluster);
        this.stages = new ArrayList<>();
        this.firstStrategy = chain.strategies().isEmpty()
                ? ""
                : chain.strategies().get(0).info().name();
        this.names = new ArrayList<>();
        for (StrategyProvider provider : chain.strategies()) {
            stages.add(provider.open(context));
            names.add(provider.info().name());
        }
        this.tally = context.tally();
        this.eligible = new RankOrder(cluster);
        this.whole = stages.stream()
                .filter(WholeChain.class::isInstance)
                .map(WholeChain.class::cast)
                .findFirst();
        whole.ifPresent(alone -> {
            requireAlone(chain);
            stages.clear();
            names.clear();
            for (WholeChain.Single single : alone.single()) {
                stages.add(single.stage());
                names.add(single.name());
            }
        });
        if (randomTies || stages.isEmpty()) {
            stages.add(new UniformChooser(context.random("ties"))); // no strategy at all: as random (R1.31)
            names.add(chain.strategies().isEmpty() ? "random" : "random ties");
        }
        this.lifetimes = context.lifetimes();
        this.listeners = stages.stream()
                .filter(InstanceListener.class::isInstance)
                .map(InstanceListener.class::cast)
                .toList();
        this.key = new long[stages.size() + 2];
        this.deviceChooser = deviceChooser(stages);
        this.view = cluster.newView();
        cluster.listen(this);
    }

    /** Returns the name of the first strategy of the chain; empty where there is none. */
    public String firstStrategy() {
        return firstStrategy;
    }

    private static void requireAlone(StrategyChain chain) {
        if (chain.strategies().size() > 1) {
            throw new IllegalArgumentException(chain.name() + ": a strategy that is a whole chain must stand alone");
        }
    }

    /** Returns what says when standalone tasks are placed; empty where each is placed the moment it asks. */
    public Optional<WholeChain> wholeChain() {
        return whole;
    }

    /** Returns who moves tasks to empty instances; empty where nobody does. */
    public Optional<Repacker> repacker() {
        return whole.filter(Repacker.class::isInstance).map(Repacker.class::cast);
    }

    /** Returns who plans standalone tasks in rounds; empty where nobody does. */
    public Optional<BatchPlanner> planner() {
        return whole.filter(BatchPlanner.class::isInstance).map(BatchPlanner.class::cast);
    }

    /** Returns an empty batch for the planner; it must be planned before the cluster changes. */
    public Batch newBatch() {
        return new Batch(cluster, feasibility, eligible);
    }

    /**
     * Returns who is where now, for the repacker; it must plan before the cluster changes.
     *
     * @param kinds by definition index
     * @param residents returns the rows of the tasks on an instance, ascending
     * @param budget most moves
     */
    public Packing newPacking(TaskTable tasks, List<RequestKind> kinds, IntFunction<int[]> residents, int budget) {
        return new Packing(cluster, feasibility, eligible, tasks, kinds, residents, budget);
    }

    /** Counts a task that was moved. */
    public void moved() {
        tally.add(SchedulerCount.MOVES, 1);
    }

    /** A round of the planner begins. */
    public void roundBegins() {
        tally.add(SchedulerCount.ROUNDS, 1);
    }

    /**
     * Returns the instance that a plan proposes for the task, or {@link #NONE} where the task may not go there any more:
     * a conflict.
     */
    public int placePlanned(Request request, int proposed) {
        decisions++;
        return stillAllows(request, proposed) ? heard(request, proposed) : NONE;
    }

    /** Returns whether the task may still go to the instance that was picked for it before: if not, it is a conflict. */
    public boolean stillAllows(Request request, int picked) {
        tally.add(SchedulerCount.COMMITS, 1);
        boolean allowed = feasibility.feasible(request, picked);
        tally.add(SchedulerCount.CONFLICTS, allowed ? 0 : 1);
        return allowed;
    }

    /** Returns whether the task has a place now, without choosing one; reads every instance. */
    public boolean fitsSomewhere(Request request) {
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (feasibility.feasible(request, instance)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what tells the strategies of this pipeline which tasks are where. */
    public LifetimeFeed lifetimes() {
        return lifetimes;
    }

    /** Returns the instance that the chain picks for the task, or {@link #NONE}. */
    public int place(Request request) {
        decisions++;
        return heard(request, scope(request.kind()).selector.select(request, key, 0));
    }

    private int heard(Request request, int chosen) {
        return watch.isEmpty() ? chosen : watch.get().decided(clock.getAsLong(), this, request, chosen);
    }

    /**
     * Names who hears of every decision, and may overrule it.
     *
     * @param newClock tells the time in microseconds
     */
    public void watchedBy(DecisionWatch newWatch, LongSupplier newClock) {
        watch = Optional.of(newWatch);
        clock = newClock;
    }

    /** Returns how the chain sees every instance for a request now, without choosing; reads every instance. */
    public DecisionTrace trace(Request request) {
        List<Stage> costed = stages.stream()
                .takeWhile(stage -> stage instanceof Ranking || stage instanceof Partition)
                .toList();
        InstanceView view = cluster.newView();
        List<DecisionTrace.Candidate> candidates = new ArrayList<>();
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (!request.kind().constraints().inCluster(cluster.instanceClass(instance))) {
                continue;
            }
            Optional<Refusal> refusal = refusal(request, instance);
            List<Long> costs = new ArrayList<>();
            if (refusal.isEmpty()) {
                for (Stage stage : costed) {
                    costs.add(cost(stage, request, view.at(instance)));
                }
            }
            int ofService = request.ofService() ? cluster.tasksOfGroup(request.group(), instance) : 0;
            candidates.add(new DecisionTrace.Candidate(instance, cluster.rank(instance), refusal, costs, ofService));
        }
        candidates.sort(Comparator.comparingInt(DecisionTrace.Candidate::rank));
        Optional<String> chooser =
                costed.size() < stages.size() ? Optional.of(names.get(costed.size())) : Optional.empty();
        return new DecisionTrace(names.subList(0, costed.size()), chooser, request.ofService(), candidates);
    }

    private static long cost(Stage stage, Request request, InstanceView instance) {
        if (stage instanceof Ranking ranking) {
            return ranking.cost(request, instance);
        }
        Partition partition = (Partition) stage;
        return partition.cost(request, partition.valueOf(instance.instanceClass()));
    }

    /** Returns what becomes of a request, with exact reasons where it is refused: they cost a scan of the cluster. */
    public PlacementOutcome decide(Request request) {
        int instance = place(request);
        if (instance != NONE) {
            return new PlacementOutcome.Placed(instance);
        }
        long[] counts = new long[Refusal.values().length];
        explain(request, counts);
        Map<Refusal, Integer> instances = new EnumMap<>(Refusal.class);
        for (Refusal refusal : Refusal.values()) {
            if (counts[refusal.ordinal()] > 0) {
                instances.put(refusal, Math.toIntExact(counts[refusal.ordinal()]));
            }
        }
        return new PlacementOutcome.NotPlaced(instances);
    }

    /**
     * Places a task that fits one instance only, which the caller knows: no strategy could answer otherwise, and one
     * that keeps account of its choices hears of this one.
     */
    public void placeOn(Request request, int instance) {
        decisions++;
        if (stages.get(0) instanceof Chooser chooser) {
            chooser.choose(request, sole.of(instance));
        }
        if (watch.isPresent()) {
            watch.get().placedOn(clock.getAsLong(), this, request, instance);
        }
    }

    /**
     * Returns the devices that a task takes on the instance it goes to, as a set of bits: none where GPUs are not shared or
     * it asks for none, the one that a stage chooses for a task that shares, else the wholly free ones of lowest number.
     */
    public long devices(Request request, int instance) {
        if (!cluster.sharesGpus()) {
            return 0;
        }
        if (request.gpuMilli() == 0) {
            return request.gpus() == 0 ? 0 : cluster.lowestFreeDevices(instance, request.gpus());
        }
        int device = deviceChooser.chooseDevice(request, view.at(instance));
        if (device < 0
                || device >= cluster.devices(instance)
                || cluster.deviceMilliFree(instance, device) < request.gpuMilli()) {
            throw new IllegalStateException(firstStrategy + " chose device " + device + " of "
                    + cluster.spec(instance).id() + ", which has not " + request.gpuMilli() + " thousandths free");
        }
        return 1L << device;
    }

    private static DeviceChooser deviceChooser(List<Stage> stages) {
        for (Stage stage : stages) {
            if (stage instanceof DeviceChooser chooser) {
                return chooser;
            }
        }
        return DeviceChooser::fullest;
    }

    /** Returns whether the task may go to an instance now. */
    public boolean feasible(Request request, int instance) {
        return feasibility.feasible(request, instance);
    }

    /** Returns the first condition that keeps the task off an instance now, in the order of {@link Refusal}. */
    public Optional<Refusal> refusal(Request request, int instance) {
        return Optional.ofNullable(feasibility.refusal(request, instance));
    }

    /** Returns the instance that comes closest to taking the task (R4.62); reads every instance. */
    public Optional<ClosestMatch> closest(Request request) {
        return ClosestMatch.of(cluster, feasibility, request);
    }

    /**
     * Counts, for each reason, the instances that refuse the task by it: the first condition that fails counts.
     *
     * @param counts by {@link Refusal#ordinal}; added to
     */
    public void explain(Request request, long[] counts) {
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (!request.kind().constraints().inCluster(cluster.instanceClass(instance))) {
                continue;
            }
            Refusal refusal = feasibility.refusal(request, instance);
            if (refusal != null) {
                counts[refusal.ordinal()]++;
            }
        }
    }

    /** Returns how often {@link #place} was asked. */
    public long decisions() {
        return decisions;
    }

    /** Returns how many instances or index blocks were examined in all decisions. */
    public long probes() {
        long probes = 0;
        for (Scope scope : scopes) {
            probes += scope.selector.totalProbes();
        }
        return probes;
    }

    private Scope scope(RequestKind kind) {
        int kindNumber = kind.needs().number();
        int scope = kindNumber < scopeOfKind.length ? scopeOfKind[kindNumber] : UNKNOWN;
        return scopes.get(scope == UNKNOWN ? learnScope(kind) : scope);
    }

    private int learnScope(RequestKind kind) {
        int kindNumber = kind.needs().number();
        if (kindNumber >= scopeOfKind.length) {
            int known = scopeOfKind.length;
            scopeOfKind = Arrays.copyOf(scopeOfKind, Math.max(kindNumber + 1, known * 2));
            Arrays.fill(scopeOfKind, known, scopeOfKind.length, UNKNOWN);
        }
        scopeOfKind[kindNumber] = newScope(kind.constraints().classes());
        return scopeOfKind[kindNumber];
    }

    private int newScope(boolean[] classes) {
        for (int i = 0; i < scopes.size(); i++) {
            if (Arrays.equals(scopes.get(i).classes, classes)) {
                return i;
            }
        }
        Scope scope = new Scope(classes, compile(0));
        scopes.add(scope);
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (cluster.eligible(instance) && classes[cluster.instanceClass(instance)]) {
                scope.selector.add(instance);
            }
        }
        return scopes.size() - 1;
    }

    /** Compiles the chain from a stage on; what does not compose is scanned. */
    private Selector compile(int from) {
        List<Stage> rest = stages.subList(from, stages.size());
        if (indexed) {
            if (rest.isEmpty()) {
                return new OrderedIndex(cluster, feasibility, instance -> 0, 0);
            }
            Stage first = rest.get(0);
            if (first instanceof StateRanking ranking && rest.size() == 1) {
                return new OrderedIndex(cluster, feasibility, ranking, 1);
            }
            if (first instanceof DemandRanking ranking && rest.size() == 1) {
                return new DemandIndex(cluster, feasibility, ranking);
            }
            boolean choiceFollows = rest.stream().anyMatch(Chooser.class::isInstance);
            if (first instanceof Partition partition && !choiceFollows) {
                return new PartitionSelector(cluster, partition, () -> compile(from + 1));
            }
        }
        return new ScanSelector(cluster, feasibility, rest);
    }

    @Override
    public void changed(int instance) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).changed(instance);
        }
        if (!cluster.eligible(instance)) {
            return;
        }
        int instanceClass = cluster.instanceClass(instance);
        for (int i = 0; i < scopes.size(); i++) {
            Scope scope = scopes.get(i);
            if (scope.classes[instanceClass]) {
                scope.selector.changed(instance);
            }
        }
    }

    @Override
    public void joined(int instance) {
        for (InstanceListener listener : listeners) {
            listener.joined(instance);
        }
        if (whole.isPresent()) {
            eligible.add(instance);
        }
        for (Scope scope : scopes) {
            if (scope.classes[cluster.instanceClass(instance)]) {
                scope.selector.add(instance);
            }
        }
    }

    @Override
    public void left(int instance) {
        for (InstanceListener listener : listeners) {
            listener.left(instance);
        }
        if (whole.isPresent()) {
            eligible.remove(instance);
        }
        for (Scope scope : scopes) {
            if (scope.classes[cluster.instanceClass(instance)]) {
                scope.selector.remove(instance);
            }
        }
    }

    /** Returns whether decisions take simulated time. */
    public boolean takesTime() {
        return stages.stream().anyMatch(stage -> stage instanceof ExternalStage external && external.takesTime());
    }

    /** Returns the simulated time that the last decision takes, in microseconds. */
    public long lastDecisionMicros() {
        long micros = 0;
        for (Stage stage : stages) {
            if (stage instanceof ExternalStage external) {
                micros += external.lastDecisionMicros();
            }
        }
        return micros;
    }

    /** Counts simulated time that passed over decisions. */
    public void charge(long micros) {
        tally.add(SchedulerCount.CHARGED_MICROS, micros);
    }

    /** Ends what stages hold beside the cluster, such as a process that decides. */
    @Override
    public void close() {
        for (Stage stage : stages) {
            if (stage instanceof ExternalStage external) {
                external.close();
            }
        }
    }
}
