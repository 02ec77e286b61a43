package io.ecsim.experiments.events;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Lives through one replication of an experiment of one contender and writes its event stream. */
public final class EventStreamRun {

    private EventStreamRun() {}

    /**
     * Writes the stream of a run, one JSON object a line.
     *
     * @param contender one of the experiment's
     * @param replication from 0
     * @param out is closed in the end
     * @return what the run found, as a comparison would find it
     * @throws IllegalArgumentException if the world has no control plane, so that there is nothing to write
     * @throws IOException if writing fails
     */
    public static RunResult write(Experiment experiment, Contender contender, int replication, Writer out)
            throws IOException {
        return write(
                contender,
                contender.worlds().world(replication),
                experiment.streams(replication),
                experiment.options(),
                out);
    }

    /**
     * As {@link #write(Experiment, Contender, int, Writer)}, of a run that is stated as one of a comparison is.
     *
     * @throws IllegalArgumentException if the world has no control plane, so that there is nothing to write
     * @throws IOException if writing fails
     */
    public static RunResult write(Contender contender, World world, Streams streams, RunOptions options, Writer out)
            throws IOException {
        if (world.controlPlane().isEmpty()) {
            throw new IllegalArgumentException("a world without a control plane has no event stream");
        }
        EventStreamSettings settings = EventStreamSettings.of(streams.seed(), streams.replication(), world);
        try (EventStreamWriter writer =
                        new EventStreamWriter(out, settings, world.instances(), world.startsAtMicros());
                ClusterSimulation run = ClusterSimulation.open(world, contender.strategy(), streams, options, writer)) {
            run.advanceTo(world.horizonMicros());
            return run.finish();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
