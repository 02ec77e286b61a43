package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.observe.RequestResult;
import io.ecsim.observe.RequestTotals;
import java.io.IOException;

/** What became of the requests on services, in {@code results.json}. Requests are counted, times in seconds. */
final class RequestJson {

    private RequestJson() {}

    static void write(JsonGenerator json, RequestResult requests) throws IOException {
        json.writeArrayFieldStart("requests");
        for (RequestTotals service : requests.services()) {
            json.writeStartObject();
            json.writeStringField("cluster", service.cluster());
            json.writeStringField("service", service.service());
            json.writeNumberField("offered", service.offered());
            json.writeNumberField("tries", service.tries());
            json.writeNumberField("answered", service.answered());
            json.writeNumberField("failed", service.failed());
            json.writeNumberField("timedOut", service.timedOut());
            json.writeNumberField("rejected", service.rejected());
            json.writeNumberField("withoutTarget", service.withoutTarget());
            json.writeNumberField("faulty", service.faulty());
            known(json, "latencyMeanSeconds", service.meanSeconds());
            known(json, "latencyP50Seconds", service.p50Seconds());
            known(json, "latencyP99Seconds", service.p99Seconds());
            known(json, "cpuUtilisation", service.cpuUtilisation());
            known(json, "requestsPerTargetMinute", service.requestsPerTargetMinute());
            json.writeNumberField("bytesWithinZone", service.bytesWithinZone());
            json.writeNumberField("bytesAcrossZones", service.bytesAcrossZones());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void known(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
