package io.ecsim.experiments.explain;

import io.ecsim.placement.DecisionTrace;
import io.ecsim.placement.DecisionWatch;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes down where every task of a run is placed, and why one of them is. */
final class PlacementLog implements DecisionWatch {

    private final OptionalLong explained;
    private final OptionalInt instead;
    private final Map<Long, TaskPlacement> placements = new LinkedHashMap<>();
    private final List<Decision> decisions = new ArrayList<>();

    private PlacementLog(OptionalLong explained, OptionalInt instead) {
        this.explained = explained;
        this.instead = instead;
    }

    /** Returns a log of where tasks go. */
    static PlacementLog ofAll() {
        return new PlacementLog(OptionalLong.empty(), OptionalInt.empty());
    }

    /** Returns a log that also holds why a task goes where it does. */
    static PlacementLog explaining(long task) {
        return new PlacementLog(OptionalLong.of(task), OptionalInt.empty());
    }

    /** Returns a log that gives a task another instance than the first that the strategy picks for it. */
    static PlacementLog overruling(long task, int instead) {
        return new PlacementLog(OptionalLong.of(task), OptionalInt.of(instead));
    }

    /** Returns all tasks that asked, in the order in which they first did. */
    Map<Long, TaskPlacement> placements() {
        return placements;
    }

    /** Returns the first refusal and every choice for the task that is explained, in order of time. */
    List<Decision> decisions() {
        return decisions;
    }

    @Override
    public int decided(long nowMicros, PlacementPipeline pipeline, Request request, int chosen) {
        int taken = chosen;
        if (isExplained(request)) {
            if (instead.isPresent()) {
                taken = chosen != PlacementPipeline.NONE && !isPlaced(request) ? instead.getAsInt() : chosen;
            } else if (chosen != PlacementPipeline.NONE || decisions.isEmpty()) {
                decisions.add(new Decision(nowMicros, pipeline.trace(request), optional(chosen), false));
            }
        }
        note(nowMicros, request, optional(taken), 1);
        return taken;
    }

    @Override
    public void placedOn(long nowMicros, PlacementPipeline pipeline, Request request, int instance) {
        if (isExplained(request) && instead.isEmpty()) {
            DecisionTrace trace = pipeline.trace(request);
            decisions.add(new Decision(nowMicros, trace, OptionalInt.of(instance), true));
        }
        note(nowMicros, request, OptionalInt.of(instance), 0);
    }

    private boolean isExplained(Request request) {
        return explained.isPresent() && explained.getAsLong() == request.task();
    }

    private boolean isPlaced(Request request) {
        TaskPlacement before = placements.get(request.task());
        return before != null && before.isPlaced();
    }

    private void note(long nowMicros, Request request, OptionalInt instance, int asks) {
        if (request.task() == Request.NO_TASK) {
            return;
        }
        TaskPlacement before = placements.get(request.task());
        int placed = instance.isPresent() ? 1 : 0;
        placements.put(
                request.task(),
                new TaskPlacement(
                        request.task(),
                        request.groupName(),
                        request.requestedMicros(),
                        asks + (before == null ? 0 : before.asks()),
                        before != null && before.isPlaced() ? before.placedMicros() : placed == 1 ? nowMicros : -1,
                        instance.isPresent() || before == null ? instance : before.instance(),
                        placed + (before == null ? 0 : before.placements())));
    }

    private static OptionalInt optional(int instance) {
        return instance == PlacementPipeline.NONE ? OptionalInt.empty() : OptionalInt.of(instance);
    }
}
