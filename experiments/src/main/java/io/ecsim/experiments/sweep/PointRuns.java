package io.ecsim.experiments.sweep;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Does the runs of each point as that point's experiment has them done, such as on other machines. */
public final class PointRuns implements RunFunction {

    private final Map<String, Place> places = new TreeMap<>();

    private record Place(Contender contender, RunFunction runs) {}

    /**
     * Takes what does the runs of each point.
     *
     * @param runs one a point, in their order
     */
    public PointRuns(Sweep sweep, List<RunFunction> runs) {
        for (int point = 0; point < runs.size(); point++) {
            for (Contender contender : sweep.contenders(point)) {
                places.put(nameAt(point, contender).name(), new Place(contender, runs.get(point)));
            }
        }
    }

    /** Returns a contender with its point in its name, by which a journal tells runs of different points apart. */
    static Contender nameAt(int point, Contender contender) {
        return new Contender("point " + point + ": " + contender.name(), contender.variant(), contender.strategy());
    }

    @Override
    public RunResult run(Contender contender, World world, Streams streams, RunOptions options) {
        Place place = places.get(contender.name());
        if (place == null) {
            throw new IllegalArgumentException("no point has " + contender.name());
        }
        return place.runs.run(place.contender, world, streams, options);
    }
}
