package io.ecsim.schedulers.external;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of the protocol, version {@value #VERSION}: {@code docs/external-policies.md} says what they mean. */
final class PolicyMessages {

    /** The version of the protocol; a policy of another one is refused. */
    static final int VERSION = 1;

    /** What an answer says that leaves the choice to ecsim. */
    static final int NO_PREFERENCE = -1;

    private static final int NO_INSTANCE = -2;
    private static final String DEVICES = "devices";

    private final JsonFactory json = new JsonFactory();
    private final PolicyProcess process;
    private final RunContext run;
    private boolean wantsDevices;

    PolicyMessages(PolicyProcess process, RunContext run) {
        this.process = process;
        this.run = run;
    }

    /** Writes the handshake: who competes, and every instance that may ever join. */
    void hello(ByteArrayOutputStream line) {
        write(line, out -> {
            out.writeStringField("type", "hello");
            out.writeNumberField("protocol", VERSION);
            out.writeStringField("strategy", run.strategy());
            out.writeNumberField("seed", run.seed());
            out.writeNumberField("replication", run.replication());
            instances(out);
        });
    }

    private void instances(JsonGenerator out) throws IOException {
        InstanceView view = run.newView();
        Map<Integer, Integer> setOfClass = new LinkedHashMap<>();
        List<Map<String, String>> sets = new ArrayList<>();
        out.writeArrayFieldStart("instances");
        for (int instance = 0; instance < run.instances(); instance++) {
            view.at(instance);
            Map<String, String> attributes = run.attributes(instance);
            int set = setOfClass.computeIfAbsent(view.instanceClass(), unknown -> {
                sets.add(attributes);
                return sets.size() - 1;
            });
            out.writeStartObject();
            out.writeStringField("id", view.id());
            out.writeNumberField("attributes", set);
            out.writeNumberField("cpu", view.cpuRegistered());
            out.writeNumberField("memory", view.memoryRegistered());
            out.writeNumberField("gpus", view.gpusRegistered());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("attributes");
        for (Map<String, String> set : sets) {
            out.writeStartObject();
            for (Map.Entry<String, String> attribute : set.entrySet()) {
                out.writeStringField(attribute.getKey(), attribute.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Reads the answer to the handshake. */
    void readHello() {
        Answer answer = read("{\"protocol\": " + VERSION + ", \"name\": ..., \"wants\": [...]}");
        if (answer.protocol != VERSION) {
            String found =
                    answer.protocol == Answer.ABSENT ? "states no protocol" : "speaks protocol " + answer.protocol;
            throw process.broken("it " + found + ", ecsim speaks protocol " + VERSION);
        }
        for (String wanted : answer.wants) {
            if (!wanted.equals(DEVICES)) {
                throw process.broken("it wants \"" + wanted + "\", known is " + DEVICES);
            }
            wantsDevices = true;
        }
    }

    /** Writes a request: what has changed, the task, the instances that can take it. */
    void choose(ByteArrayOutputStream line, long number, long seed, Request request, PolicyStage stage) {
        write(line, out -> {
            out.writeStringField("type", "choose");
            out.writeNumberField("n", number);
            out.writeNumberField("seed", seed);
            changes(out, stage);
            out.writeObjectFieldStart("task");
            out.writeNumberField("cpu", request.cpuUnits());
            out.writeNumberField("memory", request.memoryMiB());
            out.writeNumberField("gpus", request.gpus());
            out.writeNumberField("gpuMilli", request.gpuMilli());
            out.writeStringField("group", run.groupName(request.group()));
            out.writeBooleanField("service", request.ofService());
            out.writeEndObject();
            out.writeStringField("feasible", HexFormat.of().formatHex(stage.feasible()));
        });
    }

    private void changes(JsonGenerator out, PolicyStage stage) throws IOException {
        BitSet touched = stage.touched();
        if (touched.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("left");
        for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
            if (stage.hasLeft(i)) {
                out.writeNumber(i);
            }
        }
        out.writeEndArray();
        out.writeArrayFieldStart("joined");
        for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
            if (stage.isNew(i) && stage.hasJoined(i)) {
                state(out, i, stage.view(i), true);
            }
        }
        out.writeEndArray();
        out.writeArrayFieldStart("changed");
        for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
            if (!stage.isNew(i)) {
                state(out, i, stage.view(i), false);
            }
        }
        out.writeEndArray();
    }

    private void state(JsonGenerator out, int instance, InstanceView view, boolean withRank) throws IOException {
        out.writeStartArray();
        out.writeNumber(instance);
        if (withRank) {
            out.writeNumber(view.rank());
        }
        out.writeNumber(view.cpuFree());
        out.writeNumber(view.memoryFree());
        out.writeNumber(view.gpusFree());
        out.writeNumber(view.tasks());
        if (wantsDevices) {
            out.writeStartArray();
            for (int device = 0; device < view.devices(); device++) {
                out.writeNumber(view.deviceMilliFree(device));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    /** Reads the answer to a request: an instance, or {@link #NO_PREFERENCE}. */
    int readChoice(long number) {
        Answer answer = read("{\"instance\": NUMBER} or {\"instance\": null}");
        if (answer.number != Answer.ABSENT && answer.number != number) {
            throw process.broken("it answered request " + answer.number + " when asked request " + number);
        }
        if (answer.instance == Answer.ABSENT) {
            throw process.broken("its answer names no instance");
        }
        return answer.instance;
    }

    /** Writes the last line of a run. */
    void end(ByteArrayOutputStream line) {
        write(line, out -> out.writeStringField("type", "end"));
    }

    private interface Content {
        void writeTo(JsonGenerator out) throws IOException;
    }

    private void write(ByteArrayOutputStream line, Content content) {
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            content.writeTo(out);
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    /** The fields of an answer. */
    private static final class Answer {
        static final int ABSENT = Integer.MIN_VALUE;
        private int protocol = ABSENT;
        private int instance = ABSENT;
        private long number = ABSENT;
        private final List<String> wants = new ArrayList<>();
    }

    private Answer read(String expected) {
        Answer answer = new Answer();
        try (JsonParser in = json.createParser(process.answer(), 0, process.answerLength())) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw process.broken("its answer is not the object expected, " + expected);
            }
            for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
                in.nextToken();
                field(answer, field, in);
            }
            if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                throw process.broken("its answer is not one object alone");
            }
        } catch (IOException malformed) {
            throw process.broken("its answer is no line of JSON like " + expected);
        }
        return answer;
    }

    private void field(Answer answer, String field, JsonParser in) throws IOException {
        switch (field) {
            case "protocol" -> answer.protocol = in.getIntValue();
            case "n" -> answer.number = in.getLongValue();
            case "instance" -> {
                if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    answer.instance = in.getIntValue() < 0 ? NO_INSTANCE : in.getIntValue();
                } else if (in.currentToken() == JsonToken.VALUE_NULL) {
                    answer.instance = NO_PREFERENCE;
                } else {
                    throw process.broken("its instance is neither a whole number nor null");
                }
            }
            case "wants" -> {
                if (in.currentToken() != JsonToken.START_ARRAY) {
                    throw process.broken("what it wants is no list");
                }
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    answer.wants.add(in.getText());
                }
            }
            default -> in.skipChildren(); // a policy may say more, such as its name
        }
    }
}
