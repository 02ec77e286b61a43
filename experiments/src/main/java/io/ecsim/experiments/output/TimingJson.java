package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.RunTime;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.DecisionTimes;
import io.ecsim.reports.table.Decimals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** {@code timing.json}: how long the runs took, and on what. Differs from machine to machine, unlike the results. */
final class TimingJson {

    private static final double NANOS = 1e9;

    private TimingJson() {}

    static String text(ExperimentResult result, int threads) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = ResultsJson.generator(out)) {
            json.writeStartObject();
            json.writeNumberField("threads", threads);
            json.writeStringField("java", System.getProperty("java.vm.name") + " " + Runtime.version());
            json.writeStringField("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            json.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
            json.writeArrayFieldStart("runs");
            for (RunTime time : result.times()) {
                run(json, time, result.experiment().contenderNoun());
            }
            json.writeEndArray();
            decisions(json, result);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write timing.json", e);
        }
        return out.append('\n').toString();
    }

    /** Of strategies that are asked outside the run: how long each run's decisions took. */
    private static void decisions(JsonGenerator json, ExperimentResult result) throws IOException {
        json.writeArrayFieldStart("decisions");
        for (int contender = 0; contender < result.runs().contenders().size(); contender++) {
            for (RunResult run : result.runs().finished(contender)) {
                DecisionTimes times = run.decisionTimes();
                if (times.decisions() > 0) {
                    json.writeStartObject();
                    json.writeStringField(
                            result.experiment().contenderNoun(),
                            result.runs().contenders().get(contender));
                    json.writeNumberField("replication", run.replication());
                    json.writeNumberField("decisions", times.decisions());
                    json.writeNumberField("totalMicros", times.totalMicros());
                    json.writeNumberField("medianMicros", times.medianMicros());
                    json.writeNumberField("p99Micros", times.p99Micros());
                    json.writeNumberField("maxMicros", times.maxMicros());
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
    }

    private static void run(JsonGenerator json, RunTime time, String noun) throws IOException {
        double seconds = time.wallNanos() / NANOS;
        json.writeStartObject();
        json.writeStringField(noun, time.contender());
        json.writeNumberField("replication", time.replication());
        json.writeFieldName("wallSeconds");
        json.writeNumber(Decimals.significant(seconds, 4).replace(",", ""));
        json.writeNumberField("events", time.events());
        json.writeNumberField("eventsPerSecond", seconds > 0 ? Math.round(time.events() / seconds) : 0);
        json.writeEndObject();
    }
}
