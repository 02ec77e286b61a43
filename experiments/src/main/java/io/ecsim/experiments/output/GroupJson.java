package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.observe.GroupTotals;
import java.io.IOException;
import java.util.List;

/** What Auto Scaling groups did in a run, in {@code results.json}. Times are in microseconds of the run. */
final class GroupJson {

    private GroupJson() {}

    static void write(JsonGenerator json, List<GroupTotals> groups) throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("autoScalingGroups");
        for (GroupTotals group : groups) {
            json.writeStartObject();
            json.writeStringField("name", group.name());
            json.writeNumberField("launched", group.launched());
            json.writeNumberField("terminated", group.terminated());
            json.writeNumberField("lost", group.lost());
            json.writeNumberField("scaleOuts", group.scaleOuts());
            json.writeNumberField("scaleIns", group.scaleIns());
            json.writeNumberField("insufficientMicros", group.insufficientMicros());
            json.writeNumberField("meanMachines", group.meanMachines());
            json.writeNumberField("peakMachines", group.peakMachines());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
