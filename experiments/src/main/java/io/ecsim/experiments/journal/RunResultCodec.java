package io.ecsim.experiments.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.WaitDistribution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Run results as compressed JSON and back. Nothing is lost: numbers are written with all their digits. */
public final class RunResultCodec {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .addMixIn(WaitDistribution.class, WaitDistributionFields.class)
            .build();

    /** Returns a result as bytes. */
    public byte[] encode(RunResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            mapper.writeValue(zipped, result);
        }
        return bytes.toByteArray();
    }

    /** Returns the result that the bytes were made of. */
    public RunResult decode(byte[] bytes) throws IOException {
        try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return mapper.readValue(unzipped, RunResult.class);
        }
    }

    /** A class, not a record: its parts need names. */
    abstract static class WaitDistributionFields {
        @JsonCreator
        WaitDistributionFields(
                @JsonProperty("placedMicros") long[] placedMicros,
                @JsonProperty("placedCounts") long[] placedCounts,
                @JsonProperty("censoredMicros") long[] censoredMicros,
                @JsonProperty("censoredCounts") long[] censoredCounts) {}
    }
}
