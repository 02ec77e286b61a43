package io.ecsim.benchmarks;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine alone, in the hold model: each event, when handled, schedules one at a later time, so that the number
 * pending stays. Times are pre-drawn.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar EventQueue}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC"})
@State(Scope.Thread)
public class EventQueueBenchmark {

    private static final int EVENTS = 100_000;
    private static final int DELAYS = 1 << 16;
    private static final int MEAN_DELAY = 1_000_000;

    @Param({"1000", "100000"})
    public int pending;

    private Simulation simulation = new Simulation();
    private final int[] delays = new int[DELAYS];
    private int next;

    /** Fills the timeline. */
    @Setup(Level.Trial)
    public void fill() {
        SequentialStream random = new Streams(1, 0).sequential("delays");
        for (int i = 0; i < DELAYS; i++) {
            delays[i] = random.nextInt(2 * MEAN_DELAY);
        }
        simulation = new Simulation();
        EventKind[] hold = new EventKind[1];
        hold[0] = simulation.timeline().define("hold", Phase.RELEASE, (subject, generation) -> {
            long at = simulation.clock().nowMicros() + delays[next++ & (DELAYS - 1)];
            simulation.timeline().schedule(hold[0], at, subject, generation);
        });
        for (int i = 0; i < pending; i++) {
            simulation.timeline().schedule(hold[0], random.nextInt(2 * MEAN_DELAY), i, 0);
        }
    }

    /** Handles events; the time is that of one: removed, handled, scheduled anew. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long hold() {
        simulation.run(Long.MAX_VALUE, EVENTS);
        if (simulation.timeline().pending() != pending) {
            throw new IllegalStateException(simulation.timeline().pending() + " pending, expected " + pending);
        }
        return simulation.clock().nowMicros();
    }
}
