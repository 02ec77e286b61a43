package io.ecsim.agent;

import io.ecsim.engine.SimClock;
import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerDependency;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** A container of a {@link CompiledDefinition}. */
final class CompiledContainer {

    final ContainerDefinition definition;
    final ContainerLifecycle lifecycle;
    final int number;
    final int[] dependencies;
    final ContainerCondition[] conditions;
    final IntArrayList dependents = new IntArrayList();
    final long startTimeoutMicros;

    /** Its resident memory in MiB where nobody states more. */
    final int reservedMiB;

    final KeyedStream draws;

    CompiledContainer(ContainerDefinition definition, int number, ToIntFunction<String> numbers, Streams streams) {
        this.definition = definition;
        this.lifecycle = definition.lifecycle();
        this.number = number;
        List<ContainerDependency> on = lifecycle.dependsOn();
        dependencies = new int[on.size()];
        conditions = new ContainerCondition[on.size()];
        for (int i = 0; i < dependencies.length; i++) {
            dependencies[i] = numbers.applyAsInt(on.get(i).containerName());
            conditions[i] = on.get(i).condition();
        }
        startTimeoutMicros = lifecycle.startTimeoutSeconds() * SimClock.MICROS_PER_SECOND;
        reservedMiB =
                definition.memoryReservationMiB() > 0 ? definition.memoryReservationMiB() : definition.memoryMiB();
        draws = streams.keyed("agent/container/" + definition.name());
    }
}
