package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceListeners;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.Launch;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.RunRecorder;
import io.ecsim.placement.BatchPlanner;
import io.ecsim.placement.ClosestMatch;
import io.ecsim.placement.Packing;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.Repacker;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.SharedState;
import io.ecsim.placement.WholeChain;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Standalone tasks as RunTask takes them: requested ({@link TaskArrivals}), then placed at once or made to wait, retry
 * or fail (R1.9); by a strategy that plans in rounds, in its next round ({@link PlacementRounds}), and by one that takes
 * its time, when it has decided ({@link TimedDecisions}, {@link ConcurrentSchedulers}). What becomes of a placed task is for {@link TaskAttempts}.
 */
final class RunTask {

    private static final long REFUSAL_SAMPLE_MICROS = 60 * SimClock.MICROS_PER_SECOND;

    /** How callers wait that are told of a ThrottlingException: as AWS SDKs do, for ever (R9.4). */
    private static final Backoff THROTTLED =
            new Backoff(SimClock.MICROS_PER_SECOND, 2, 20 * SimClock.MICROS_PER_SECOND, Integer.MAX_VALUE);

    private final SimClock clock;
    private final Timeline timeline;
    private final ClusterState cluster;
    private final TaskTable tasks;
    private final PlacementPipeline pipeline;
    private final RequestKind[] kinds;
    private final Request request;
    private final PriorityLevels<? extends WaitQueue> queue;
    private final Optional<PriorityLevels<StrictQueue>> inOrder;

    /** Present where the strategy plans in rounds or takes its time: then nobody is in the queue. */
    private final Optional<PendingTasks> pending;

    private final NoFitPolicy noFit;
    private final TaskArrivals arrivals;
    private final Optional<TaskCalls> calls;
    private final RunRecorder recorder;
    private final Capacity capacity;

    /** By definition index: whether its tasks ask for capacity, rather than for room on the instances that are there. */
    private final boolean[] asksCapacity;

    /** What a control plane in trouble lets through; absent where it never is. */
    private final Optional<LaunchThrottle> throttle;

    private final EventKind againEvent;
    private boolean againPending;

    private final boolean placementsHelp;
    private final long[] refusalSampledAt;

    private final TaskAttempts attempts;

    RunTask(
            World world,
            Simulation simulation,
            ClusterState cluster,
            TaskTable tasks,
            PlacementPipeline pipeline,
            List<RequestKind> kinds,
            ArrivalCursor cursor,
            Streams streams,
            RunRecorder recorder,
            Optional<BackEnd> backEnd) {
        this.clock = simulation.clock();
        this.cluster = cluster;
        this.tasks = tasks;
        this.pipeline = pipeline;
        this.kinds = kinds.toArray(new RequestKind[0]);
        this.request = new Request(this.kinds[0], 0, 0, 0);
        this.noFit = world.noFit();
        CalledTasks called = new CalledTasks(world.calls(), streams);
        this.arrivals =
                new TaskArrivals(simulation, tasks, cursor, called, cluster.sharesGpus(), recorder, this::submit);
        this.calls = world.calls().isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskCalls(world, simulation, cluster, tasks, this, called, streams, recorder));
        this.recorder = recorder;
        Placeable placeable = new Placeable();
        this.inOrder = noFit instanceof NoFitPolicy.Wait wait && wait.strictFifo()
                ? Optional.of(new PriorityLevels<>(tasks, true, () -> new StrictQueue(tasks, placeable)))
                : Optional.empty();
        this.queue = inOrder.isPresent()
                ? inOrder.get()
                : new PriorityLevels<>(tasks, false, () -> new PassingQueue(tasks, kinds.size(), placeable));
        boolean planned =
                pipeline.wholeChain().isPresent() && pipeline.repacker().isEmpty();
        this.pending = pipeline.takesTime() || planned ? Optional.of(pending(simulation, placeable)) : Optional.empty();
        this.capacity = backEnd.map(BackEnd::capacity).orElse(Capacity.NONE);
        this.throttle = backEnd.flatMap(BackEnd::throttle);
        this.againEvent = simulation.timeline().define("queue after throttling", Phase.RETRY, (none, never) -> {
            againPending = false;
            launchAgain();
        });
        this.timeline = simulation.timeline();
        this.asksCapacity = new boolean[this.kinds.length];
        for (int spec = 0; spec < asksCapacity.length; spec++) {
            asksCapacity[spec] = !world.tasks().get(spec).launch().equals(Launch.EC2);
        }
        this.placementsHelp = kinds.stream().anyMatch(RequestKind::readsTasks);
        this.refusalSampledAt = new long[this.kinds.length];
        Arrays.fill(refusalSampledAt, Long.MIN_VALUE);
        this.attempts = new TaskAttempts(
                simulation,
                cluster,
                tasks,
                new Reservations(cluster, tasks, kinds, Collections.nCopies(kinds.size(), pipeline)),
                world.faults(),
                world.takesInstances() || pipeline.repacker().isPresent(),
                streams,
                arrivals,
                recorder,
                backEnd.map(BackEnd::lifecycle),
                world.tasks(),
                new Placer());
        pipeline.repacker().ifPresent(repacker -> repack(simulation, world.horizonMicros(), kinds, repacker));
    }

    private void repack(Simulation simulation, long horizonMicros, List<RequestKind> kindList, Repacker repacker) {
        recorder.repacks();
        RepackingRounds rounds =
                new RepackingRounds(simulation, horizonMicros, cluster, pipeline, repacker, new Moves(kindList));
        cluster.listen(new InstanceListeners(List.of(pipeline, rounds)));
    }

    /** What a round of repacking asks of the tasks. */
    private final class Moves implements RepackingRounds.Owner {

        private final List<RequestKind> kindList;

        Moves(List<RequestKind> kindList) {
            this.kindList = kindList;
        }

        @Override
        public Packing packing(int budget) {
            return pipeline.newPacking(tasks, kindList, attempts::on, budget);
        }

        @Override
        public boolean move(int row, int to) {
            if (!pipeline.stillAllows(requestOf(row), to)) {
                return false;
            }
            attempts.move(row, to);
            return true;
        }

        @Override
        public void changed(int from, int to) {
            serve(from);
            if (placementsHelp) {
                serve(to);
            }
        }
    }

    /** What an attempt that ends leaves to do. */
    private final class Placer implements TaskAttempts.Placer {
        @Override
        public void again(int row) {
            submit(row);
        }

        @Override
        public void roomOn(int instance) {
            serve(instance);
        }
    }

    private PendingTasks pending(Simulation simulation, Placeable placeable) {
        boolean strictFifo = inOrder.isPresent();
        PendingTasks.Owner owner = new OwnerOfPending();
        if (pipeline.takesTime()) {
            return new TimedDecisions(simulation, tasks, pipeline, strictFifo, owner);
        }
        WholeChain chain = pipeline.wholeChain().orElseThrow();
        if (chain instanceof BatchPlanner planner) {
            return new PlacementRounds(simulation, tasks, pipeline, planner, strictFifo, owner);
        }
        PriorityLevels<PassingQueue> parked =
                new PriorityLevels<>(tasks, false, () -> new PassingQueue(tasks, kinds.length, placeable));
        return new ConcurrentSchedulers(simulation, tasks, pipeline, (SharedState) chain, parked, strictFifo, owner);
    }

    /** What a round or a decision that takes time asks of the tasks it places. */
    private final class OwnerOfPending implements PendingTasks.Owner {
        @Override
        public Request requestOf(int row) {
            return RunTask.this.requestOf(row);
        }

        @Override
        public long launchesAtMicros() {
            long now = clock.nowMicros();
            return isThrottled() ? throttle.orElseThrow().opensAtMicros(now) : now;
        }

        @Override
        public void start(int row, int instance) {
            begin(row, instance);
        }

        @Override
        public boolean staysWaiting(int row) {
            sampleRefusal(row);
            if (noFit instanceof NoFitPolicy.Wait) {
                return true;
            }
            refused(row);
            return false;
        }
    }

    void begin() {
        arrivals.begin();
        calls.ifPresent(TaskCalls::begin);
    }

    /** Returns how calls beside the workload were answered. */
    List<CallCounts> callCounts() {
        return calls.map(TaskCalls::counts).orElse(List.of());
    }

    long arrived() {
        return arrivals.delivered();
    }

    int waiting() {
        return pending.isPresent() ? pending.get().size() : queue.size();
    }

    /** Returns whether somebody waits who could be placed. Never so between events. Slow; for tests. */
    boolean anyWaitsInVain() {
        if (againPending || isThrottled() || pending.isPresent()) {
            return false; // a plan may let tasks wait
        }
        if (inOrder.isPresent()) {
            return queue.size() > 0 && fitsSomewhere(inOrder.get().first().head());
        }
        for (int row = 0; row < tasks.rows(); row++) {
            boolean waits = tasks.status(row) == TaskStatus.PROVISIONING
                    && tasks.instance(row) < 0
                    && !asksCapacity[tasks.definition(row)];
            if (waits && fitsSomewhere(row)) {
                return true;
            }
        }
        return false;
    }

    private boolean fitsSomewhere(int row) {
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (pipeline.feasible(requestOf(row), instance)) {
                return true;
            }
        }
        return false;
    }

    private Request requestOf(int row) {
        return request.of(kinds[tasks.definition(row)], tasks, row);
    }

    /** What the wait queue asks. */
    private final class Placeable implements WaitQueue.Placeability {
        @Override
        public boolean fits(int row, int instance) {
            return pipeline.feasible(requestOf(row), instance);
        }

        @Override
        public boolean speaksFor(int waitingRow, int otherRow) {
            int definition = tasks.definition(waitingRow);
            return definition == tasks.definition(otherRow) || kinds[definition].unconstrained();
        }

        @Override
        public int cpuFree(int instance) {
            return cluster.cpuFree(instance);
        }

        @Override
        public int memoryFree(int instance) {
            return cluster.memoryFree(instance);
        }
    }

    /** Tries to place a task that is not waiting. */
    private void submit(int row) {
        if (isThrottled()) {
            attempts.backOff(row, THROTTLED);
            return;
        }
        if (asksCapacity[tasks.definition(row)]) {
            submitForCapacity(row);
            return;
        }
        if (pending.isPresent()) {
            pending.get().add(row);
            return;
        }
        if (noFit instanceof NoFitPolicy.Wait && queue.blocks(row)) {
            queue.add(row);
            return;
        }
        int instance = pipeline.place(requestOf(row));
        if (instance != PlacementPipeline.NONE) {
            begin(row, instance);
            return;
        }
        sampleRefusal(row);
        if (noFit instanceof NoFitPolicy.Wait) {
            queue.add(row);
        } else {
            refused(row);
        }
    }

    /** Nobody waits where this is called: a task without a place tries again later or not at all. */
    private void refused(int row) {
        if (noFit instanceof NoFitPolicy.Retry retry) {
            attempts.backOff(row, retry.backoff());
        } else {
            attempts.giveUp(row);
        }
    }

    /** A call that is refused for the limit of tasks that wait creates none (R5.30); a client may try again. */
    private void submitForCapacity(int row) {
        if (capacity.accepts(tasks.definition(row))) {
            launched();
            attempts.await(row, capacity);
        } else {
            refused(row);
        }
    }

    /**
     * A call asks for tasks of one spec; returns whether it is refused as a whole, for the limit of tasks that wait for
     * capacity (R5.30).
     */
    boolean refuses(int spec, int count) {
        if (!asksCapacity[spec]) {
            return false;
        }
        capacity.beginCall(spec);
        return !capacity.accepts(spec, "", count);
    }

    /** Returns whether tasks of a spec bring their capacity, so that none needs to be there when they are called for. */
    boolean asksCapacity(int spec) {
        return asksCapacity[spec];
    }

    /** Places a task that is called for where the strategy wants it, now or not at all (R5.32). */
    boolean placeNow(int row) {
        if (asksCapacity[tasks.definition(row)]) {
            boolean accepted = capacity.accepts(tasks.definition(row));
            if (accepted) {
                launched();
                attempts.await(row, capacity);
            }
            return accepted;
        }
        int instance = pipeline.place(requestOf(row));
        if (instance == PlacementPipeline.NONE) {
            sampleRefusal(row);
            return false;
        }
        begin(row, instance);
        return true;
    }

    /** Returns whether the control plane launches nothing now (R9.4). */
    boolean isThrottled() {
        return throttle.isPresent() && !throttle.get().admits(clock.nowMicros());
    }

    private void launched() {
        if (throttle.isPresent()) { // no lambda: this is asked for every task that is placed
            throttle.get().launched(clock.nowMicros());
        }
    }

    /** Nobody who waits is launched before the control plane allows it. */
    private boolean holdsQueue() {
        if (!isThrottled()) {
            return false;
        }
        if (!againPending) {
            againPending = true;
            timeline.schedule(againEvent, throttle.orElseThrow().opensAtMicros(clock.nowMicros()), 0, 0);
        }
        return true;
    }

    /** Those who waited may go wherever there is room now. */
    private void launchAgain() {
        if (inOrder.isPresent()) {
            serveHeads(inOrder.get());
            return;
        }
        for (int instance = 0; instance < cluster.instances() && queue.size() > 0; instance++) {
            int row = holdsQueue() ? WaitQueue.NONE : queue.takeFitting(instance);
            while (row != WaitQueue.NONE) {
                int there = pipeline.place(requestOf(row)); // somewhere, since this instance could take it
                launched();
                attempts.start(row, there);
                row = holdsQueue() ? WaitQueue.NONE : queue.takeFitting(instance);
            }
        }
    }

    private void begin(int row, int instance) {
        launched();
        attempts.start(row, instance);
        if (placementsHelp) {
            serve(instance);
        }
    }

    /** Starts a task on a given instance, whatever the strategy; returns what keeps it off, if anything (R1.10). */
    Optional<Refusal> startOn(int row, int instance) {
        Optional<Refusal> refusal = pipeline.refusal(requestOf(row), instance);
        if (refusal.isEmpty()) {
            begin(row, instance);
        }
        return refusal;
    }

    /** Returns what the instance that comes closest lacks; INACTIVE when no instance is ACTIVE. Scans the cluster. */
    Refusal closestRefusal(int row) {
        return pipeline.closest(requestOf(row)).map(ClosestMatch::refusal).orElse(Refusal.INACTIVE);
    }

    /** Gives up a task that no instance took. */
    void giveUp(int row) {
        attempts.giveUp(row);
    }

    /** Ends all attempts on an instance that has gone. */
    void loseTasksOn(int instance) {
        attempts.loseOn(instance);
    }

    /** Offers an instance that changed to those who wait. */
    void serve(int instance) {
        if (pending.isPresent()) {
            pending.get().somethingChanged(instance);
            return;
        }
        while (queue.size() > 0 && !holdsQueue()) {
            int row = queue.takeFitting(instance);
            if (row == WaitQueue.NONE) {
                return;
            }
            pipeline.placeOn(requestOf(row), instance); // it fits nowhere else: that is why it waited
            launched();
            attempts.start(row, instance);
            if (inOrder.isPresent()) {
                serveHeads(inOrder.get());
                return;
            }
        }
    }

    /** Behind a head that has left under strict FIFO stands a task that nobody has tried to place yet. */
    private void serveHeads(PriorityLevels<StrictQueue> line) {
        while (line.size() > 0 && !holdsQueue()) {
            StrictQueue first = line.first();
            int instance = pipeline.place(requestOf(first.head()));
            if (instance == PlacementPipeline.NONE) {
                sampleRefusal(first.head());
                return;
            }
            launched();
            attempts.start(first.takeHead(), instance);
        }
    }

    /** Counts why instances refuse, at most once a definition and simulated minute: exact counts cost a scan. */
    private void sampleRefusal(int row) {
        int definition = tasks.definition(row);
        long now = clock.nowMicros();
        if (refusalSampledAt[definition] == Long.MIN_VALUE
                || now - refusalSampledAt[definition] >= REFUSAL_SAMPLE_MICROS) {
            refusalSampledAt[definition] = now;
            pipeline.explain(requestOf(row), recorder.refusalCounts());
        }
    }
}
