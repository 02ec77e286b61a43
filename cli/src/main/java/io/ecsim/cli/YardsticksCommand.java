package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.yardsticks.SnapshotTime;
import io.ecsim.experiments.yardsticks.YardstickException;
import io.ecsim.experiments.yardsticks.YardstickTable;
import io.ecsim.experiments.yardsticks.Yardsticks;
import io.ecsim.reports.table.CellText;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import io.ecsim.workloads.document.Durations;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim yardsticks}: how well strategies pack a snapshot of a workload. */
@Command(
        name = "yardsticks",
        description = {
            "Takes the tasks that run at one instant and lets every strategy place them from scratch, in shuffled order:"
                    + " how few machines hold them (compaction), how many times as many fit (inflation), how many"
                    + " hole-fillers fit beside them, and how much is reserved (Verma et al., CLUSTER 2014)."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim yardsticks examples/three-zones.yaml",
            "  ecsim yardsticks examples/three-zones.yaml --at 12h --hole 1024x4096"
        })
final class YardsticksCommand implements Callable<Integer> {

    private static final Pattern HOLE = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,8})");
    private static final int MOST_TRIALS = 1000;

    private final Interrupts interrupts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Mixin
    private ContenderArguments contenders = new ContenderArguments();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When the snapshot is taken: a time such as 12h, peak for the busiest moment, or median for an"
                            + " ordinary one; median unless stated.")
    private String at = "median";

    @Option(names = "--trials", paramLabel = "N", description = "Shuffles of tasks and instances; 11 unless stated.")
    private int trials = 11;

    @Option(
            names = "--tolerate",
            paramLabel = "PERCENT",
            description = "Share of the tasks that may find no room, in percent; 0.2 unless stated.")
    private double tolerate = 0.2;

    @Option(
            names = "--hole",
            paramLabel = "CPUxMIB",
            description = "A hole-filler: CPU units and MiB; 256x512 unless stated.")
    private String hole = "256x512";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Trials done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--csv", description = "Print the table as CSV.")
    private boolean csv;

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    YardsticksCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        if (csv && json) {
            throw new InputException("--json and --csv exclude each other");
        }
        Yardsticks.Settings settings = settings();
        Experiment experiment = contenders.read(scenario);
        StopSignal stop = new StopSignal();
        return interrupts.during(stop::raise, () -> run(experiment, settings, stop));
    }

    private Yardsticks.Settings settings() {
        if (trials < 1 || trials > MOST_TRIALS) {
            throw new InputException("--trials is " + trials + ", allowed is 1 to " + MOST_TRIALS);
        }
        if (!(tolerate >= 0 && tolerate < 100)) {
            throw new InputException("--tolerate is " + tolerate + ", allowed is 0 to below 100");
        }
        Matcher filler = HOLE.matcher(hole);
        if (!filler.matches()) {
            throw new InputException("--hole is \"" + hole + "\", expected CPU units and MiB such as 256x512");
        }
        return new Yardsticks.Settings(
                time(at), trials, tolerate / 100, Integer.parseInt(filler.group(1)), Integer.parseInt(filler.group(2)));
    }

    private static SnapshotTime time(String text) {
        if (text.equals("median")) {
            return new SnapshotTime.Median();
        }
        if (text.equals("peak")) {
            return new SnapshotTime.Peak();
        }
        return new SnapshotTime.At(Durations.parseMicros(text)
                .orElseThrow(() -> new InputException(
                        "--at is \"" + text + "\", expected a time such as 90m or 12h, median or peak")));
    }

    private int run(Experiment experiment, Yardsticks.Settings settings, StopSignal stop) {
        Yardsticks yardsticks;
        try {
            yardsticks = Yardsticks.of(experiment, settings, ThreadCount.of(threads), stop);
        } catch (YardstickException impossible) {
            throw new InputException(scenario.file() + ": " + impossible.getMessage());
        }
        if (stop.isRaised()) {
            return Interrupts.EXIT_CODE;
        }
        String noun = experiment.contenderNoun();
        Table table = YardstickTable.of(noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1), yardsticks);
        PrintWriter screen = spec.commandLine().getOut();
        if (json) {
            screen.print(JsonTables.text(table));
        } else if (csv) {
            screen.print(CsvTables.text(table));
        } else {
            String first = experiment.contenders().get(0).name();
            line(
                    screen,
                    "Snapshot at " + CellText.duration(yardsticks.atSeconds(first)) + ": "
                            + Decimals.whole(yardsticks.tasks(first)) + " tasks; " + trials + " trials, "
                            + Decimals.compact(tolerate, 3) + " % may find no room; hole-fillers of "
                            + settings.holeCpuUnits() + " CPU units and " + settings.holeMemoryMiB() + " MiB.");
            screen.print("\n" + TextTables.text(table, EcsimCommand.WIDTH) + "\n");
            line(screen, "Means over the trials; [low, high] is the 95 % interval.");
        }
        screen.flush();
        return 0;
    }

    private static void line(PrintWriter screen, String text) {
        TextWrap.lines(text, EcsimCommand.WIDTH).forEach(part -> screen.print(part + "\n"));
    }
}
