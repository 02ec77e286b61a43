package io.ecsim.workloads.trace.precedence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a trace, job by job. */
abstract class GroupedLines implements AutoCloseable {

    /** Returns the lines of the next job, or an empty list at the end. */
    abstract List<JobLine> next();

    @Override
    public abstract void close();

    /** Returns the jobs as they stand; lines that follow each other and name one job are that job. */
    static GroupedLines inTurn(JobLines lines) {
        return new InTurn(lines);
    }

    /** Reads and closes all lines; wherever lines stand, those that name one job are that job. In order of arrival. */
    static GroupedLines together(JobLines lines) {
        Map<String, List<JobLine>> jobs = new LinkedHashMap<>();
        try (lines) {
            for (JobLine line = lines.next(); line != null; line = lines.next()) {
                jobs.computeIfAbsent(line.job(), name -> new ArrayList<>(1)).add(line);
            }
        }
        List<List<JobLine>> sorted = new ArrayList<>(jobs.values());
        sorted.sort(Comparator.comparingLong(GroupedLines::arrivalMicros));
        return new Together(sorted);
    }

    private static long arrivalMicros(List<JobLine> job) {
        long arrival = Long.MAX_VALUE;
        for (JobLine line : job) {
            arrival = Math.min(arrival, line.row().arrivalMicros());
        }
        return arrival;
    }

    private static final class InTurn extends GroupedLines {

        private final JobLines lines;
        private @Nullable JobLine ahead;
        private boolean begun;

        InTurn(JobLines lines) {
            this.lines = lines;
        }

        @Override
        List<JobLine> next() {
            if (!begun) {
                begun = true;
                ahead = lines.next();
            }
            List<JobLine> job = new ArrayList<>();
            while (ahead != null
                    && (job.isEmpty() || ahead.job().equals(job.get(0).job()))) {
                job.add(ahead);
                ahead = lines.next();
            }
            return job;
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    private static final class Together extends GroupedLines {

        private final Iterator<List<JobLine>> jobs;

        Together(List<List<JobLine>> jobs) {
            this.jobs = jobs.iterator();
        }

        @Override
        List<JobLine> next() {
            return jobs.hasNext() ? jobs.next() : List.of();
        }

        @Override
        public void close() {
            // All lines have been read.
        }
    }
}
