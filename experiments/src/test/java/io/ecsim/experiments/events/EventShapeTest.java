package io.ecsim.experiments.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The shape of the stream, judged by others: a closed schema of what the real one has, and a library of AWS. */
class EventShapeTest {

    /** R11.1 to R11.5: nothing that the real stream does not have, and every type as it has it. */
    @Test
    void everyEventHasTheShapeOfTheRealStream() throws IOException {
        Schema schema = schema();
        List<String> lines = Story.text(Story.SETTINGS).lines().toList();

        assertThat(lines).hasSize(17);
        for (String line : lines) {
            assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
        }
        assertThat(schema.validate(lines.get(0).replace("agentConnected", "agentIsConnected"), InputFormat.JSON))
                .as("the schema can refuse")
                .isNotEmpty();
    }

    /** R11.1: the envelope, as the event library of AWS Lambda reads it. */
    @Test
    void theLambdaLibraryOfAwsReadsTheEnvelope() {
        PojoSerializer<ScheduledEvent> reader = LambdaEventSerializers.serializerFor(
                ScheduledEvent.class, getClass().getClassLoader());
        List<ScheduledEvent> events =
                Story.text(Story.SETTINGS).lines().map(reader::fromJson).toList();

        assertThat(events).extracting(ScheduledEvent::getSource).containsOnly("aws.ecs");
        assertThat(events).extracting(ScheduledEvent::getAccount).containsOnly("111122223333");
        assertThat(events).extracting(ScheduledEvent::getRegion).containsOnly("us-east-1");
        assertThat(events).extracting(ScheduledEvent::getId).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(ScheduledEvent::getDetailType)
                .contains(
                        "ECS Task State Change",
                        "ECS Container Instance State Change",
                        "ECS Service Action",
                        "ECS Deployment State Change")
                .doesNotContainNull();
        ScheduledEvent steady = events.get(14);
        assertThat(steady.getTime().getMillis()).isEqualTo(91_000);
        assertThat(steady.getResources()).containsExactly("arn:aws:ecs:us-east-1:111122223333:service/sim/shop");
        assertThat(steady.getDetail()).containsEntry("eventName", "SERVICE_STEADY_STATE");
    }

    /** Returns the schema of all events. */
    static Schema schema() throws IOException {
        try (InputStream in = EventShapeTest.class.getResourceAsStream("ecs-events.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
