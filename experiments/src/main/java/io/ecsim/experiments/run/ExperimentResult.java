package io.ecsim.experiments.run;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.statistics.Antithetic;
import io.ecsim.observe.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment found.
 *
 * @param experiment what was asked, with the warm-up that was found, and without mirrored replications where they gain nothing
 * @param runs the results by contender and replication
 * @param needs one a contender, in the scenario's order; empty when none was asked for or the search was stopped
 * @param times how long each finished run of the comparison took, in the order of contenders, then replications
 * @param stopped whether it was ended early
 * @param warmup the unmeasured start that pilot runs found, where the experiment leaves it to them
 * @param antithetic what mirrored replications gained, where the experiment asks for them
 */
public record ExperimentResult(
        Experiment experiment,
        RunMatrix runs,
        List<Need> needs,
        List<RunTime> times,
        boolean stopped,
        Optional<WarmupCut> warmup,
        Optional<Antithetic> antithetic) {

    public ExperimentResult {
        needs = List.copyOf(needs);
        times = List.copyOf(times);
    }

    /** Returns what was found of some of the variants, in this order. */
    public ExperimentResult of(List<Variant> variants) {
        Experiment part = experiment.with(variants, experiment.strategies());
        List<String> names =
                experiment.contenders().stream().map(Contender::name).toList();
        List<String> kept = part.contenders().stream().map(Contender::name).toList();
        List<List<Optional<RunResult>>> rows = new ArrayList<>();
        for (String name : kept) {
            List<Optional<RunResult>> row = new ArrayList<>();
            for (int replication = 0; replication < runs.replications(); replication++) {
                row.add(runs.result(names.indexOf(name), replication));
            }
            rows.add(row);
        }
        return new ExperimentResult(
                part,
                new RunMatrix(kept, rows),
                needs.stream().filter(need -> kept.contains(need.contender())).toList(),
                times.stream().filter(time -> kept.contains(time.contender())).toList(),
                stopped,
                warmup,
                antithetic);
    }
}
