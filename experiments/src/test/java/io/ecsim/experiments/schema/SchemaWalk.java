package io.ecsim.experiments.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds for each object of a document the schema that speaks of it. */
final class SchemaWalk {

    private final JsonNode root;
    private final Map<String, JsonNode> objects = new LinkedHashMap<>();

    private SchemaWalk(JsonNode root) {
        this.root = root;
    }

    /** Returns the closed objects of a document by JSON pointer, each with its schema. */
    static Map<String, JsonNode> objects(JsonNode schema, JsonNode document) {
        SchemaWalk walk = new SchemaWalk(schema);
        walk.visit(schema, document, "");
        return walk.objects;
    }

    /** Returns the fields that an object may not have beside those it has. */
    static List<String> forbidden(JsonNode schema, JsonNode object) {
        List<String> names = new ArrayList<>();
        for (JsonNode way : schema.path("oneOf")) {
            boolean taken = true;
            for (JsonNode needed : way.path("required")) {
                taken &= object.has(needed.asText());
            }
            if (taken) {
                way.path("properties").fieldNames().forEachRemaining(names::add);
            }
        }
        return names;
    }

    private void visit(JsonNode schema, JsonNode value, String pointer) {
        List<JsonNode> all = new ArrayList<>();
        alternatives(schema, all);
        for (JsonNode each : all) {
            String type = each.path("type").asText();
            if (type.equals("array") && value.isArray()) {
                items(each, value, pointer);
                return;
            }
            boolean closed = each.path("additionalProperties").isBoolean();
            if (type.equals("object") && value.isObject() && (!closed || knowsAll(each, value))) {
                members(each, value, pointer, closed);
                return;
            }
        }
    }

    private void items(JsonNode schema, JsonNode list, String pointer) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = schema.has("prefixItems") ? schema.at("/prefixItems/" + i) : schema.path("items");
            visit(item, list.get(i), pointer + "/" + i);
        }
    }

    private void members(JsonNode schema, JsonNode object, String pointer, boolean closed) {
        if (closed) {
            objects.put(pointer, schema);
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode known =
                    closed ? schema.path("properties").path(member.getKey()) : schema.path("additionalProperties");
            visit(known, member.getValue(), pointer + "/" + member.getKey());
        }
    }

    private void alternatives(JsonNode schema, List<JsonNode> all) {
        if (schema.has("$ref")) {
            alternatives(root.at(schema.path("$ref").asText().substring(1)), all);
        } else if (schema.has("anyOf")) {
            schema.path("anyOf").forEach(each -> alternatives(each, all));
        } else {
            all.add(schema);
        }
    }

    /** An alternative fits when it names every field that is there and a field of one choice has that choice. */
    private static boolean knowsAll(JsonNode schema, JsonNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            JsonNode choices = known.path("enum");
            if (known.isMissingNode() || (choices.size() == 1 && !choices.get(0).equals(member.getValue()))) {
                return false;
            }
        }
        return true;
    }
}
