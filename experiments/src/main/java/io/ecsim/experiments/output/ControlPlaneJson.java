package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.cluster.StopCode;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.DeploymentRecord;
import java.io.IOException;
import java.util.Map;

/** The deployments and stops of a run in {@code results.json}. Times are in microseconds of the run. */
final class ControlPlaneJson {

    private ControlPlaneJson() {}

    static void write(JsonGenerator json, ControlPlaneResult run) throws IOException {
        json.writeArrayFieldStart("deployments");
        for (DeploymentRecord deployment : run.deployments()) {
            deployment(json, deployment);
        }
        json.writeEndArray();
        ScalingJson.write(json, run.scaled());
        GroupJson.write(json, run.groups());
        if (run.requests().isPresent()) {
            RequestJson.write(json, run.requests().get());
        }
        json.writeObjectFieldStart("stops");
        for (Map.Entry<StopCode, Long> stop : run.stops().entrySet()) {
            json.writeNumberField(stop.getKey().apiName(), stop.getValue());
        }
        json.writeEndObject();
    }

    private static void deployment(JsonGenerator json, DeploymentRecord deployment) throws IOException {
        json.writeStartObject();
        json.writeStringField("cluster", deployment.cluster());
        json.writeStringField("service", deployment.service());
        json.writeStringField("id", deployment.id());
        json.writeBooleanField("replaces", deployment.replaces());
        json.writeStringField("state", deployment.state().name());
        json.writeNumberField("startedMicros", deployment.startedMicros());
        if (deployment.endedMicros() == DeploymentRecord.OPEN) {
            json.writeNullField("endedMicros");
        } else {
            json.writeNumberField("endedMicros", deployment.endedMicros());
        }
        json.writeNumberField("desiredTasks", deployment.limits().desired());
        json.writeNumberField("lowerLimitTasks", deployment.limits().lower());
        json.writeNumberField("upperLimitTasks", deployment.limits().upper());
        json.writeNumberField("peakTasks", deployment.peakTasks());
        json.writeNumberField("instancesBefore", deployment.instances().before());
        json.writeNumberField("peakInstances", deployment.instances().peak());
        json.writeNumberField("batches", deployment.batches());
        json.writeNumberField("failedTasks", deployment.failedTasks());
        json.writeNumberField("blockedMicros", deployment.blockedMicros());
        json.writeStringField("blockedReason", deployment.blockedReason());
        json.writeEndObject();
    }
}
