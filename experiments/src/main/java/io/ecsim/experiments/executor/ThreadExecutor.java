package io.ecsim.experiments.executor;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.scenario.ScenarioSource;

/** Threads of this process. */
final class ThreadExecutor implements RunExecutor {

    @Override
    public String name() {
        return RunExecutors.THREADS;
    }

    @Override
    public RunSession start(ExecutorRequest request) {
        request.master().ifPresent(master -> {
            throw new ExecutorException("--master is " + master + ", but --executor is " + RunExecutors.THREADS
                    + ", which is this machine; --executor spark reaches others");
        });
        return new ThreadSession(request.threads());
    }

    private record ThreadSession(int parallelRuns) implements RunSession {

        @Override
        public int cores() {
            return Math.min(parallelRuns, Runtime.getRuntime().availableProcessors());
        }

        @Override
        public RunFunction runs(Experiment experiment, ScenarioSource source) {
            return RunFunction.SIMULATED;
        }

        @Override
        public void close() {
            // The threads belong to whoever runs the experiment.
        }
    }
}
