package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.RunTime;
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
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write timing.json", e);
        }
        return out.append('\n').toString();
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
