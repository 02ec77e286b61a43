package io.ecsim.faults;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import java.util.ArrayList;
import java.util.List;

/**
 * Common shocks (models.md M8). The time of a shock belongs to (domain, number of the shock) and the fate of a member to
 * (member, number of the shock). An instance that is down is not hit.
 */
final class Shocks {

    private final InstanceFailures instances;
    private final SimClock clock;
    private final Timeline timeline;
    private final EventKind shockEvent;
    private final List<Source> sources = new ArrayList<>();

    /** One domain and one of the shocks that may come over it. */
    private record Source(Shock shock, Domains.Domain domain, KeyedStream times, KeyedStream fates) {}

    Shocks(List<Shock> shocks, InstanceFailures instances, Simulation simulation, Streams streams) {
        this.instances = instances;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.shockEvent = timeline.define("shock", Phase.FAULT, this::strike);
        int[] seen = new int[Shock.Domain.values().length];
        for (Shock shock : shocks) {
            String stream =
                    "shock/" + shock.domain() + "/" + seen[shock.domain().ordinal()]++;
            KeyedStream times = streams.keyed(stream);
            KeyedStream fates = streams.keyed(stream + "/fate");
            for (Domains.Domain domain : Domains.of(shock.domain(), instances)) {
                if (shock.hits(domain.name())) {
                    sources.add(new Source(shock, domain, times, fates));
                    schedule(sources.size() - 1, 0);
                }
            }
        }
    }

    private void schedule(int number, int shock) {
        Source source = sources.get(number);
        double distances =
                Variates.exponential(source.times().at(source.domain().key(), shock));
        long micros = InstanceFailures.micros(distances * source.shock().meanSeconds());
        timeline.schedule(shockEvent, clock.nowMicros() + micros, number, shock);
    }

    private void strike(int number, int shock) {
        Source source = sources.get(number);
        for (int instance : source.domain().members()) {
            KeyedStream fate = source.fates().at(instances.key(instance), shock);
            if (instances.isUp(instance) && fate.nextDouble() < source.shock().share()) {
                double seconds = source.shock().repairSeconds().sample(fate);
                instances.hold(instance);
                instances.letGoAfter(instance, seconds);
            }
        }
        schedule(number, shock + 1);
    }
}
