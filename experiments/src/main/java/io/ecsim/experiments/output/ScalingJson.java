package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.observe.ScaledService;
import io.ecsim.observe.ScalingActivity;
import java.io.IOException;
import java.util.List;

/** What Service Auto Scaling did in a run, in {@code results.json}. Times are in microseconds of the run. */
final class ScalingJson {

    private ScalingJson() {}

    static void write(JsonGenerator json, List<ScaledService> scaled) throws IOException {
        if (scaled.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("scaling");
        for (ScaledService service : scaled) {
            json.writeStartObject();
            json.writeStringField("cluster", service.cluster());
            json.writeStringField("service", service.service());
            json.writeNumberField("scaleOuts", service.scaleOuts());
            json.writeNumberField("scaleIns", service.scaleIns());
            json.writeNumberField("leastDesired", service.leastDesired());
            json.writeNumberField("mostDesired", service.mostDesired());
            json.writeNumberField("desiredMean", service.desiredMean());
            json.writeNumberField("runningMean", service.runningMean());
            json.writeArrayFieldStart("activities");
            for (ScalingActivity activity : service.activities()) {
                json.writeStartObject();
                json.writeNumberField("atMicros", activity.atMicros());
                json.writeNumberField("from", activity.from());
                json.writeNumberField("to", activity.to());
                json.writeStringField("cause", activity.cause());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
