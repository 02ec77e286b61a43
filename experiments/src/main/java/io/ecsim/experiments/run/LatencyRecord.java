package io.ecsim.experiments.run;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.external.ChargedLatency;
import io.ecsim.schedulers.external.ExternalPolicy;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each decision of external policies was charged in simulated time: {@code latency.csv} of a comparison. Wall time
 * differs from one time to the next, so that only a comparison that charges from a record comes out the same again.
 */
public final class LatencyRecord {

    private static final List<String> COLUMNS = List.of("contender", "replication", "decision", "chargedMicros");

    private final Map<String, Map<Integer, List<Long>>> charges = new TreeMap<>();

    private LatencyRecord() {}

    /** Returns whether an experiment has a policy whose latency is charged. */
    public static boolean isCharged(List<StrategyChain> strategies) {
        return strategies.stream().flatMap(chain -> chain.strategies().stream()).anyMatch(LatencyRecord::charges);
    }

    private static boolean charges(StrategyProvider provider) {
        return provider instanceof ExternalPolicy policy && policy.latency().charges();
    }

    /** Returns what the runs of a comparison were charged, as CSV; empty where nothing is charged. */
    public static Optional<String> text(RunMatrix runs) {
        StringWriter text = new StringWriter();
        boolean charged = false;
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(COLUMNS);
            for (int contender = 0; contender < runs.contenders().size(); contender++) {
                for (RunResult run : runs.finished(contender)) {
                    List<Long> micros = run.decisionTimes().chargedMicros();
                    charged |= !micros.isEmpty();
                    for (int decision = 0; decision < micros.size(); decision++) {
                        csv.writeRecord(
                                runs.contenders().get(contender),
                                Integer.toString(run.replication()),
                                Integer.toString(decision + 1),
                                micros.get(decision).toString());
                    }
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory failed", impossible);
        }
        return charged ? Optional.of(text.toString()) : Optional.empty();
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it is damaged, with file, line and what was expected
     * @throws IOException if it cannot be read
     */
    public static LatencyRecord read(Path file) throws IOException {
        LatencyRecord record = new LatencyRecord();
        try (CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord line : lines) {
                String at = file + ":" + line.getStartingLineNumber() + ": ";
                if (line.getStartingLineNumber() == 1) {
                    require(line.getFields().equals(COLUMNS), at, line, "the heading " + String.join(",", COLUMNS));
                } else {
                    require(line.getFieldCount() == COLUMNS.size(), at, line, COLUMNS.size() + " fields");
                    record.add(at, line);
                }
            }
        } catch (CsvParseException damaged) {
            throw new IllegalArgumentException(file + ": it is no CSV file: " + damaged.getMessage(), damaged);
        }
        return record;
    }

    private static void require(boolean holds, String at, CsvRecord line, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    at + "found " + String.join(",", line.getFields()) + ", expected " + expected);
        }
    }

    private void add(String at, CsvRecord line) {
        for (int column = 1; column < COLUMNS.size(); column++) {
            String digits = column == COLUMNS.size() - 1 ? "\\d{1,15}" : "\\d{1,9}";
            require(line.getField(column).matches(digits), at, line, "a number in " + COLUMNS.get(column));
        }
        int replication = Integer.parseInt(line.getField(1));
        List<Long> ofRun = charges.computeIfAbsent(line.getField(0), contender -> new TreeMap<>())
                .computeIfAbsent(replication, each -> new ArrayList<>());
        require(
                Long.parseLong(line.getField(2)) == ofRun.size() + 1,
                at,
                line,
                "decision " + (ofRun.size() + 1) + " of replication " + replication);
        ofRun.add(Long.parseLong(line.getField(3)));
    }

    /** Returns what this record lacks for the runs of an experiment; empty when it has all. */
    public Optional<String> missing(Experiment experiment) {
        for (Contender contender : experiment.contenders()) {
            if (isCharged(List.of(contender.strategy()))) {
                Map<Integer, List<Long>> runs = charges.getOrDefault(contender.name(), Map.of());
                for (int replication = 0; replication < experiment.replicate().count(); replication++) {
                    if (!runs.containsKey(replication)) {
                        return Optional.of("replication " + replication + " of " + contender.name());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns runs that charge what is on record instead of what is measured. */
    public RunFunction replayed(RunFunction runs) {
        return (contender, world, streams, options) -> {
            List<Long> ofRun = charges.getOrDefault(contender.name(), Map.of()).get(streams.replication());
            Contender replaying = ofRun == null ? contender : replaying(contender, ofRun);
            return runs.run(replaying, world, streams, options);
        };
    }

    private static Contender replaying(Contender contender, List<Long> ofRun) {
        List<StrategyProvider> stages = new ArrayList<>();
        for (StrategyProvider provider : contender.strategy().strategies()) {
            stages.add(
                    provider instanceof ExternalPolicy policy && charges(policy)
                            ? policy.charging(
                                    new ChargedLatency(policy.latency().times(), Optional.of(ofRun)))
                            : provider);
        }
        return new Contender(
                contender.name(),
                contender.variant(),
                new StrategyChain(contender.strategy().name(), stages));
    }
}
