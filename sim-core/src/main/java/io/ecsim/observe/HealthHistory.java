package io.ecsim.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Tasks and instances over time, step by step. When there are too many steps, those of one span of time become two: the
 * one with most tasks missing, and the last.
 */
final class HealthHistory {

    private static final int MOST_SPANS = 512;

    private final List<Span> spans = new ArrayList<>();
    private long spanMicros = 1;

    private record Step(long atMicros, long healthy, long desired, long registered) {

        long missing() {
            return desired - healthy;
        }
    }

    private record Span(Step deepest, Step last) {

        Span followedBy(Span next) {
            return new Span(next.deepest.missing() > deepest.missing() ? next.deepest : deepest, next.last);
        }
    }

    /** Adds what is so from now on; the last state at an instant counts. */
    void add(long atMicros, long healthy, long desired, long registered) {
        Step step = new Step(atMicros, healthy, desired, registered);
        int last = spans.size() - 1;
        if (last >= 0 && spanOf(spans.get(last)) == atMicros / spanMicros) {
            Span before = spans.get(last);
            boolean anew = before.deepest.atMicros == atMicros;
            Step deepest = anew || step.missing() > before.deepest.missing() ? step : before.deepest;
            spans.set(last, new Span(deepest, step));
            return;
        }
        spans.add(new Span(step, step));
        if (spans.size() > MOST_SPANS) {
            thin();
        }
    }

    private long spanOf(Span span) {
        return span.last.atMicros / spanMicros;
    }

    private void thin() {
        while (spans.size() > MOST_SPANS / 2) {
            spanMicros *= 2;
            List<Span> merged = new ArrayList<>();
            for (Span span : spans) {
                int last = merged.size() - 1;
                if (last >= 0 && spanOf(merged.get(last)) == spanOf(span)) {
                    merged.set(last, merged.get(last).followedBy(span));
                } else {
                    merged.add(span);
                }
            }
            spans.clear();
            spans.addAll(merged);
        }
    }

    /** Returns what there is as series that share their times. */
    List<Series> series() {
        List<Step> steps = new ArrayList<>();
        for (Span span : spans) {
            if (span.deepest.atMicros < span.last.atMicros) {
                steps.add(span.deepest);
            }
            steps.add(span.last);
        }
        return List.of(
                series("healthy", "tasks", steps, Step::healthy),
                series("desired", "tasks", steps, Step::desired),
                series("registered", "instances", steps, Step::registered));
    }

    private static Series series(String key, String unit, List<Step> steps, ToLongFunction<Step> of) {
        long[] times = steps.stream().mapToLong(Step::atMicros).toArray();
        double[] values =
                steps.stream().mapToDouble(step -> of.applyAsLong(step)).toArray();
        return new Series(key, unit, times, values);
    }
}
