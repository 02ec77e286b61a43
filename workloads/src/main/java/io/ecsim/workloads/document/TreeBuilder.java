package io.ecsim.workloads.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** Builds the tree of one document from Jackson's tokens. */
final class TreeBuilder {

    private static final int LARGEST_CHARS = 64 << 20;

    private final String file;
    private final String text;
    private final Faults faults;
    private final JsonFactory factory;
    private final Map<String, Value> anchors = new LinkedHashMap<>();
    private int @Nullable [] codePoints;

    private TreeBuilder(String file, String text, Faults faults, JsonFactory factory) {
        this.file = file;
        this.text = text;
        this.faults = faults;
        this.factory = factory;
    }

    static TreeBuilder json(String file, String text, Faults faults) {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return new TreeBuilder(file, text, faults, factory);
    }

    static TreeBuilder yaml(String file, String text, Faults faults) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_CHARS);
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
        return new TreeBuilder(file, text, faults, factory);
    }

    /** Reads the document; empty, with one fault, when its syntax is broken. */
    Optional<Value> build() {
        try (JsonParser parser = factory.createParser(text)) {
            return document(parser);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading a text in memory failed", impossible);
        }
    }

    private Optional<Value> document(JsonParser parser) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                faults.add(new Fault(file, 0, 0, "", "the file is empty"));
                return Optional.empty();
            }
            Value root = value(parser, first, "");
            if (parser.nextToken() != null) {
                fault(parser.currentTokenLocation(), "", "found more after the document's end, expected one document");
            }
            return Optional.of(root);
        } catch (StreamConstraintsException tooLarge) {
            JsonLocation at = parser.currentTokenLocation();
            faults.add(new Fault(
                    file,
                    Math.max(0, at.getLineNr()),
                    Math.max(0, at.getColumnNr()),
                    "",
                    SyntaxFaults.tooLarge(factory.streamReadConstraints())));
            return Optional.empty();
        } catch (JsonProcessingException broken) {
            faults.add(SyntaxFaults.of(file, text, broken));
            return Optional.empty();
        }
    }

    private Value value(JsonParser parser, JsonToken token, String path) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return alias(at, parser.getText(), path);
        }
        String anchor = factory instanceof YAMLFactory ? (String) parser.getObjectId() : null;
        boolean tagged = factory instanceof YAMLFactory && parser.getTypeId() != null;
        if (tagged) {
            fault(at, path, "found the tag !" + parser.getTypeId() + ", expected a plain value");
        }
        if (anchor != null) {
            anchors.remove(anchor); // an alias inside its own anchor is then undefined rather than endless
        }
        Value value = switch (token) {
            case START_OBJECT -> members(parser, at, path);
            case START_ARRAY -> items(parser, at, path);
            default -> scalar(parser, token, at, path, tagged);
        };
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private Value members(JsonParser parser, JsonLocation at, String path) throws IOException {
        Map<String, Value.Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonLocation nameAt = parser.currentTokenLocation();
            String child = path.isEmpty() ? name : path + "." + name;
            Value value = value(parser, parser.nextToken(), child);
            Value.Member earlier = members.get(name);
            if (earlier != null) {
                fault(nameAt, child, "duplicate field \"" + name + "\", first on line " + earlier.line());
            } else if (name.equals("<<") && factory instanceof YAMLFactory) {
                fault(nameAt, child, "merge keys are not supported, write the fields out");
                members.put(name, new Value.Member(nameAt.getLineNr(), nameAt.getColumnNr(), name, faulty(nameAt)));
            } else {
                members.put(name, new Value.Member(nameAt.getLineNr(), nameAt.getColumnNr(), name, value));
            }
        }
        return new Value.Members(at.getLineNr(), at.getColumnNr(), List.copyOf(members.values()));
    }

    private Value items(JsonParser parser, JsonLocation at, String path) throws IOException {
        List<Value> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token, path + "[" + items.size() + "]"));
        }
        return new Value.Items(at.getLineNr(), at.getColumnNr(), List.copyOf(items));
    }

    private Value scalar(JsonParser parser, JsonToken token, JsonLocation at, String path, boolean tagged)
            throws IOException {
        String written = parser.getText();
        if (tagged) {
            return faulty(at);
        }
        if (!(factory instanceof YAMLFactory)) {
            return new Value.Scalar(at.getLineNr(), at.getColumnNr(), jsonKind(token), written);
        }
        if (isQuoted(at)) {
            return new Value.Scalar(at.getLineNr(), at.getColumnNr(), Kind.TEXT, written);
        }
        Optional<String> fault = PlainScalars.fault(written);
        if (fault.isPresent()) {
            fault(at, path, fault.get());
            return faulty(at);
        }
        return new Value.Scalar(at.getLineNr(), at.getColumnNr(), PlainScalars.kind(written), written);
    }

    private static Kind jsonKind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT -> Kind.INTEGER;
            case VALUE_NUMBER_FLOAT -> Kind.DECIMAL;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            default -> Kind.NOTHING;
        };
    }

    private Value alias(JsonLocation at, String name, String path) {
        Value value = anchors.get(name);
        if (value == null) {
            fault(at, path, "found the alias *" + name + ", but no &" + name + " is complete before it");
            return faulty(at);
        }
        return value;
    }

    /** Jackson does not tell {@code 7} from {@code "7"} in YAML, but the character at the value's place does. */
    private boolean isQuoted(JsonLocation at) {
        if (codePoints == null) {
            codePoints = text.codePoints().toArray();
        }
        int i = (int) at.getCharOffset();
        while (i < codePoints.length && codePoints[i] == '&') {
            while (i < codePoints.length && !Character.isWhitespace(codePoints[i])) {
                i++;
            }
            while (i < codePoints.length && Character.isWhitespace(codePoints[i])) {
                i++;
            }
        }
        return i < codePoints.length && "\"'|>".indexOf(codePoints[i]) >= 0;
    }

    private Value faulty(JsonLocation at) {
        return new Value.Scalar(at.getLineNr(), at.getColumnNr(), Kind.FAULTY, "");
    }

    private void fault(JsonLocation at, String path, String message) {
        faults.add(new Fault(file, at.getLineNr(), at.getColumnNr(), path, message));
    }
}
