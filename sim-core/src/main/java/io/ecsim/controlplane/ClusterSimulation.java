package io.ecsim.controlplane;

import io.ecsim.capacity.CapacityProviders;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceListeners;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.faults.FaultTarget;
import io.ecsim.faults.InstanceFailures;
import io.ecsim.faults.ZoneStates;
import io.ecsim.images.ImagePulls;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.RunRecorder;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.LifetimeFeed;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerTally;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.workload.ArrivalCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run: a world lived through by one strategy. */
public final class ClusterSimulation implements FaultTarget, AutoCloseable {

    private final World world;
    private final StrategyChain strategy;
    private final Streams streams;
    private final Simulation simulation = new Simulation();
    private final ClusterState cluster;
    private final TaskTable tasks = new TaskTable();
    private final SchedulerTally schedulerTally = new SchedulerTally();
    private final List<PlacementPipeline> opened = new ArrayList<>();
    private final LifetimeFeed lifetimes =
            new LifetimeFeed(() -> simulation.clock().nowMicros());
    private final PlacementPipeline pipeline;
    private final RunRecorder recorder;
    private final List<RequestKind> kinds;
    private final Optional<BackEnd> backEnd;
    private final RunTask runTask;
    private final ZoneStates zones;
    private final Optional<FaultWatch> faultWatch;
    private final Optional<ZonePartitions> partitions;
    private final LostHosts lostHosts;
    private final ContainerInstanceCalls instanceCalls;
    private final SpotDraining spotDraining;

    /** Machines whose instances were deregistered: they run on. */
    private final BitSet orphaned = new BitSet();

    private final long[] launchedMicros;
    private final ArrivalCursor arrivals;
    private long advancedMicros;

    private ClusterSimulation(
            World world, StrategyChain strategy, Streams streams, RunOptions options, ControlPlaneObserver observer) {
        this.world = world;
        this.strategy = strategy;
        this.streams = streams;
        this.arrivals = world.workload().open(streams);
        FargateFleet fargate = FargateFleet.of(world);
        this.cluster = new ClusterState(world.instances(), fargate.places().all(), world.startsAtMicros());
        if (world.sharesGpus()) {
            cluster.shareGpus();
        } else if (world.tasks().stream().anyMatch(spec -> spec.definition().gpuMilli() > 0)) {
            throw new IllegalArgumentException("tasks that share a GPU need a world that shares its GPUs");
        }
        this.launchedMicros = new long[cluster.instances()];
        Optional<ImagePulls> images = world.controlPlane()
                .map(plan -> new ImagePulls(
                        simulation,
                        RegistryFaults.applied(
                                plan.images(), world.faults().planned().registries()),
                        fargate.all(world),
                        fargate.pullBytesPerSecond(world),
                        streams));
        Optional<ImageNeeds> imageNeeds = images.map(ImageNeeds::new);
        this.kinds = kinds(imageNeeds);
        ImageLocality locality = imageNeeds.map(ImageLocality.class::cast).orElse(ImageLocality.EVERYWHERE);
        boolean[] ofServices = new boolean[kinds.size()];
        servicePlans().forEach(plan -> IntStream.of(plan.specs()).forEach(spec -> ofServices[spec] = true));
        this.pipeline = pipeline(strategy, options, locality);
        if (pipeline.repacker().isPresent() && world.controlPlane().isPresent()) {
            throw new IllegalArgumentException(
                    strategy.name() + " moves tasks, which needs a world without control plane");
        }
        this.recorder = new RunRecorder(
                cluster,
                tasks,
                world.warmupMicros(),
                ofServices,
                world.tasks().stream().map(TaskSpec::cluster).toList(),
                world.billing());
        this.zones = new ZoneStates(world.faults().zones(), simulation, fargate.all(world));
        this.faultWatch = FaultWatch.of(world, options.followsServices(), simulation, cluster, zones, recorder);
        this.backEnd = world.controlPlane()
                .map(plan -> new BackEnd(
                        new BackEnd.Run(
                                world,
                                plan,
                                simulation,
                                cluster,
                                tasks,
                                kinds,
                                pipelines(options, locality),
                                streams,
                                recorder,
                                observer,
                                images.orElseThrow(),
                                imageNeeds.orElseThrow(),
                                fargate),
                        this::serve));
        this.runTask =
                new RunTask(world, simulation, cluster, tasks, pipeline, kinds, arrivals, streams, recorder, backEnd);
        this.lostHosts = new LostHosts(
                simulation,
                cluster.instances(),
                world.controlPlane()
                        .map(plan -> plan.timings().hostLossMicros())
                        .orElse(0L),
                this::hostLost);
        CallEffects effects = new CallEffects();
        this.instanceCalls = new ContainerInstanceCalls(world, simulation, cluster, effects);
        this.spotDraining = new SpotDraining(
                simulation,
                cluster,
                world.controlPlane()
                        .map(plan -> plan.agents().spotInstanceDraining())
                        .orElse(false),
                effects::drains);
        this.partitions = backEnd.map(
                there -> new ZonePartitions(cluster, zones, there.lifecycle().agents()));
        backEnd.ifPresent(there -> {
            faultWatch.ifPresent(there::watchedBy);
            zones.listen(partitions.orElseThrow());
            zones.listen(there.fargate().zones(zones));
        });
        if (options.checks() == RunOptions.Checks.EVERY_EVENT) {
            ClusterInvariants invariants =
                    new ClusterInvariants(cluster, tasks, world.tasks(), kinds, runTask, ofServices);
            Runnable ofBackEnd = backEnd.map(BackEnd::invariants).orElse(() -> {});
            simulation.checkAfterEachEvent(() -> {
                invariants.check();
                ofBackEnd.run();
            });
        }
        if (world.warmupMicros() > 0 && recorder.countsImageBytes()) {
            images.ifPresent(this::countImageBytesAfterWarmUp);
        }
        scheduleSamples(Math.max(1, world.horizonMicros() / options.samples()));
    }

    private void countImageBytesAfterWarmUp(ImagePulls images) {
        EventKind warm = simulation
                .timeline()
                .define(
                        "end of warm-up",
                        Phase.SAMPLE,
                        (subject, generation) ->
                                recorder.imageBytesBefore(images.totals().bytes()));
        simulation.timeline().schedule(warm, world.warmupMicros(), 0, 0);
    }

    private List<RequestKind> kinds(Optional<ImageNeeds> imageNeeds) {
        List<RequestKind> made = new ArrayList<>();
        for (TaskSpec spec : world.tasks()) {
            RequestKind kind = RequestKind.of(
                    cluster,
                    spec.definition().demand(),
                    spec.groupInCluster(),
                    spec.allConstraints(),
                    spec.service(),
                    spec.cluster());
            imageNeeds.ifPresent(needs -> needs.add(kind, spec.definition()));
            made.add(kind);
        }
        return made;
    }

    private List<ServicePlan> servicePlans() {
        return world.controlPlane().map(ControlPlane::services).orElse(List.of());
    }

    private PlacementPipeline pipeline(StrategyChain chain, RunOptions options, ImageLocality locality) {
        PlacementPipeline made = new PlacementPipeline(
                cluster,
                chain,
                new RunContext(
                        cluster,
                        streams,
                        chain.name(),
                        locality,
                        schedulerTally,
                        () -> WorkloadMix.of(world, kinds, streams),
                        lifetimes),
                options.placement() == RunOptions.Lookup.INDEXED,
                options.tieBreak() == RunOptions.TieBreak.RANDOM);
        options.watch().ifPresent(watch -> made.watchedBy(watch, simulation.clock()::nowMicros));
        opened.add(made);
        return made;
    }

    /** Returns the placement of each thing that is run: the strategy under comparison, or the service's own. */
    private List<PlacementPipeline> pipelines(RunOptions options, ImageLocality locality) {
        PlacementPipeline[] bySpec = new PlacementPipeline[kinds.size()];
        Arrays.fill(bySpec, pipeline);
        Map<String, PlacementPipeline> own = new LinkedHashMap<>();
        for (ServicePlan plan : servicePlans()) {
            plan.service().placementStrategy().ifPresent(stated -> {
                StrategyChain chain = options.strategies().chain(stated, true);
                PlacementPipeline placement =
                        own.computeIfAbsent(chain.name(), name -> pipeline(chain, options, locality));
                IntStream.of(plan.specs()).forEach(spec -> bySpec[spec] = placement);
            });
        }
        if (!own.isEmpty()) {
            List<PlacementPipeline> all = new ArrayList<>(own.values());
            all.add(pipeline);
            cluster.listen(new InstanceListeners(all));
        }
        return List.of(bySpec);
    }

    /** Room on an instance is first for whoever waits longest outside of services. */
    private void serve(int instance) {
        runTask.serve(instance);
    }

    /**
     * Runs a world under a strategy with the random numbers of one replication, to its horizon.
     *
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    public static RunResult run(World world, StrategyChain strategy, Streams streams, RunOptions options) {
        return run(world, strategy, streams, options, ControlPlaneObserver.NONE);
    }

    /**
     * As {@link #run(World, StrategyChain, Streams, RunOptions)}, with somebody who listens.
     *
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    public static RunResult run(
            World world, StrategyChain strategy, Streams streams, RunOptions options, ControlPlaneObserver observer) {
        try (ClusterSimulation simulation = open(world, strategy, streams, options, observer)) {
            simulation.advanceTo(world.horizonMicros());
            return simulation.finish();
        }
    }

    /**
     * Opens a run at time 0, to be advanced step by step.
     *
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    public static ClusterSimulation open(World world, StrategyChain strategy, Streams streams, RunOptions options) {
        return open(world, strategy, streams, options, ControlPlaneObserver.NONE);
    }

    /**
     * As {@link #open(World, StrategyChain, Streams, RunOptions)}, with somebody who listens.
     *
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    public static ClusterSimulation open(
            World world, StrategyChain strategy, Streams streams, RunOptions options, ControlPlaneObserver observer) {
        ClusterSimulation run = new ClusterSimulation(world, strategy, streams, options, observer);
        try {
            run.begin();
        } catch (RuntimeException failure) {
            run.close();
            throw failure;
        }
        return run;
    }

    private void begin() {
        InstanceFailures failures =
                new InstanceFailures(world.faults(), simulation, zones, streams, this, world.instances(), byId());
        backEnd.ifPresent(there -> there.own(failures));
        failures.begin();
        instanceCalls.begin();
        backEnd.ifPresent(BackEnd::begin);
        runTask.begin();
    }

    /** Who registers at one instant ranks by id (R1.30). */
    private int[] byId() {
        return IntStream.range(0, cluster.instances())
                .boxed()
                .sorted(Comparator.comparing(instance -> cluster.spec(instance).id()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Lives on to a time in microseconds, not beyond the horizon. */
    public void advanceTo(long micros) {
        advancedMicros = Math.min(micros, world.horizonMicros());
        simulation.run(advancedMicros, Long.MAX_VALUE);
    }

    /** Returns how many tasks have arrived so far. */
    public long arrived() {
        return runTask.arrived();
    }

    /** Returns the tasks on instances now. */
    public int running() {
        return cluster.tasks();
    }

    /** Returns the tasks waiting for an instance now. */
    public int waiting() {
        return runTask.waiting();
    }

    /** Returns the capacity providers of a world with a control plane. */
    CapacityProviders providers() {
        return backEnd.orElseThrow().providers();
    }

    /** Ends the run now and returns what it found. */
    public RunResult finish() {
        // A sample may come after the last thing that happened; the run ends with that, however often it was sampled.
        boolean over = isOver();
        long end = over
                ? recorder.lastMicros()
                : Math.max(advancedMicros, simulation.clock().nowMicros());
        for (int instance = 0; instance < cluster.instances(); instance++) {
            boolean known = cluster.status(instance) != InstanceStatus.INACTIVE;
            if (orphaned.get(instance) || known && !lostHosts.pending(instance)) {
                recorder.billed(cluster.spec(instance), launchedMicros[instance], end);
            }
        }
        backEnd.ifPresent(there -> there.billFargate(end));
        return recorder.finish(new RunRecorder.RunEnd(
                strategy.name(),
                streams.seed(),
                streams.replication(),
                end,
                simulation.handledEvents(),
                pipeline.decisions(),
                pipeline.probes(),
                arrivals.withheldTasks(),
                Stream.concat(runTask.callCounts().stream(), instanceCalls.counts().stream())
                        .toList(),
                schedulerTally.counts(),
                schedulerTally.decisionTimes(),
                backEnd.map(there -> there.result(end))));
    }

    /** Closes the workload's input and what strategies hold outside the run. */
    @Override
    public void close() {
        arrivals.close();
        opened.forEach(PlacementPipeline::close);
    }

    /** Nothing is left to happen; services keep their tasks although nothing happens to them. */
    private boolean isOver() {
        return simulation.timeline().isOver() && servicePlans().isEmpty();
    }

    /** Samples go on only while something else is pending, so that a run can end before its horizon. */
    private void scheduleSamples(long intervalMicros) {
        EventKind[] sample = new EventKind[1];
        sample[0] = simulation.timeline().define("sample", Phase.SAMPLE, (subject, generation) -> {
            long now = simulation.clock().nowMicros();
            boolean over = isOver();
            if (!over || now <= recorder.lastMicros()) {
                recorder.sample(now, runTask.waiting());
            }
            if (!over && now + intervalMicros <= world.horizonMicros()) {
                simulation.timeline().schedule(sample[0], now + intervalMicros, 0, 0);
            }
        });
        simulation.timeline().schedule(sample[0], 0, 0, 0);
    }

    @Override
    public void instanceLaunches(int instance) {
        faultWatch.ifPresent(watch -> watch.launches(instance));
        lostHosts.noticeNow(instance);
        launchedMicros[instance] = simulation.clock().nowMicros();
        cluster.beginRegistration(instance, launchedMicros[instance]);
        recorder.changed(launchedMicros[instance]);
    }

    @Override
    public void instanceRegisters(int instance) {
        cluster.activate(instance);
        recorder.joined(cluster.spec(instance), simulation.clock().nowMicros());
        backEnd.ifPresent(there -> there.machineStarted(instance));
        partitions.ifPresent(
                there -> there.registered(instance, simulation.clock().nowMicros()));
        runTask.serve(instance);
    }

    @Override
    public void registrationFails(int instance) {
        cluster.setStatus(instance, InstanceStatus.REGISTRATION_FAILED, false);
        recorder.changed(simulation.clock().nowMicros());
    }

    @Override
    public void takenBySpotWave(int wave, int instance) {
        faultWatch.ifPresent(watch -> watch.takenBySpotWave(wave, instance));
    }

    @Override
    public void instanceFails(int instance) {
        faultWatch.ifPresent(watch -> watch.ends(instance));
        machineEnds(instance, false);
    }

    /** That it has gone is known at once where no tasks were on it (R7.8). */
    @Override
    public void instanceTerminates(int instance) {
        machineEnds(instance, cluster.tasks(instance) == 0);
    }

    private void machineEnds(int instance, boolean isKnown) {
        recorder.billed(
                cluster.spec(instance),
                launchedMicros[instance],
                simulation.clock().nowMicros());
        if (orphaned.get(instance)) {
            orphaned.clear(instance);
            return; // it has left the cluster before
        }
        spotDraining.ended(instance);
        boolean held = cluster.status(instance).holdsTasks();
        if (held) {
            backEnd.ifPresent(there -> there.machineEnded(instance));
        }
        lostHosts.lost(instance, held && !isKnown);
    }

    @Override
    public void spotInterruptionNotice(int instance) {
        spotDraining.noticed(instance, launchedMicros[instance]);
    }

    /** It is known that the machine of an instance has gone: its tasks are lost. */
    private void hostLost(int instance) {
        leave(
                instance,
                StopCode.TERMINATION_NOTICE,
                "Host EC2 (instance " + cluster.spec(instance).id() + ") terminated.");
    }

    /** An instance leaves the cluster, and its tasks are no longer known. */
    private void leave(int instance, StopCode code, String reason) {
        long now = simulation.clock().nowMicros();
        if (cluster.status(instance).holdsTasks()) {
            cluster.setStatus(instance, InstanceStatus.DRAINING, false); // a task that is lost finds no place here
            if (backEnd.isPresent()) {
                backEnd.get().tasksLost(instance, code, reason);
            } else if (cluster.tasks(instance) > 0) {
                runTask.loseTasksOn(instance);
            }
            recorder.left(cluster.spec(instance), now);
        }
        cluster.deregister(instance);
        recorder.changed(now);
        backEnd.ifPresent(there -> there.instanceLeft(instance));
    }

    /** What the calls of an operator do. */
    private final class CallEffects implements ContainerInstanceCalls.Effects {

        @Override
        public void drains(int instance) {
            recorder.changed(simulation.clock().nowMicros());
            backEnd.ifPresent(there -> there.instanceDrains(instance));
        }

        @Override
        public void active(int instance) {
            recorder.changed(simulation.clock().nowMicros());
            backEnd.ifPresent(there -> there.instanceActive(instance));
            runTask.serve(instance);
        }

        /** The agent is not heard any more, whatever goes on running (R7.9). */
        @Override
        public void deregister(int instance) {
            if (lostHosts.pending(instance)) {
                lostHosts.noticeNow(instance);
                return;
            }
            orphaned.set(instance);
            backEnd.ifPresent(there -> there.machineEnded(instance));
            leave(instance, StopCode.USER_INITIATED, "Container instance deregistration forced by user.");
        }
    }
}
