package io.ecsim.experiments.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A schema of one value while it is put together. Objects are closed: a field that is not named is wrong. */
final class Schema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode node = JSON.objectNode();

    private Schema() {}

    /** Returns the tree that was put together. */
    ObjectNode node() {
        return node;
    }

    static Schema text() {
        return ofType("string");
    }

    static Schema text(String pattern) {
        Schema text = text();
        text.node.put("pattern", pattern);
        return text;
    }

    static Schema flag() {
        return ofType("boolean");
    }

    static Schema integer(long min, long max) {
        return bounded("integer", min, max);
    }

    static Schema anyInteger() {
        return ofType("integer");
    }

    static Schema anyNumber() {
        return ofType("number");
    }

    static Schema nothing() {
        return ofType("null");
    }

    static Schema number(long min, long max) {
        return bounded("number", min, max);
    }

    private static Schema bounded(String type, long min, long max) {
        Schema bounded = ofType(type);
        bounded.node.put("minimum", min);
        if (max < Long.MAX_VALUE) {
            bounded.node.put("maximum", max);
        }
        return bounded;
    }

    static Schema number(double min, double max) {
        Schema number = ofType("number");
        number.node.put("minimum", min);
        number.node.put("maximum", max);
        return number;
    }

    static Schema numberAboveZero(long max) {
        Schema number = ofType("number");
        number.node.put("exclusiveMinimum", 0);
        if (max < Long.MAX_VALUE) {
            number.node.put("maximum", max);
        }
        return number;
    }

    static Schema choice(String... names) {
        return choice(List.of(names));
    }

    static Schema choice(Collection<String> names) {
        Schema choice = new Schema();
        ArrayNode values = choice.node.putArray("enum");
        names.forEach(values::add);
        return choice;
    }

    /** A name under which {@link ScenarioSchema} defines a schema once. */
    static Schema ref(String name) {
        Schema ref = new Schema();
        ref.node.put("$ref", "#/$defs/" + name);
        return ref;
    }

    static Schema list(Schema item, int fewest) {
        Schema list = ofType("array");
        list.node.set("items", item.node);
        if (fewest > 0) {
            list.node.put("minItems", fewest);
        }
        return list;
    }

    /** A list of exactly these. */
    static Schema tuple(Schema... items) {
        Schema tuple = ofType("array");
        ArrayNode each = tuple.node.putArray("prefixItems");
        Arrays.stream(items).forEach(item -> each.add(item.node));
        tuple.node.put("items", false);
        tuple.node.put("minItems", items.length);
        return tuple;
    }

    /** An object with names of the author's own. */
    static Schema map(Schema value) {
        Schema map = ofType("object");
        map.node.set("additionalProperties", value.node);
        return map;
    }

    static Schema object() {
        Schema object = ofType("object");
        object.node.putObject("properties");
        object.node.put("additionalProperties", false);
        return object;
    }

    /** An object in somebody else's format, whose fields are not checked here. */
    static Schema openObject() {
        return ofType("object");
    }

    /** A list of whatever its place takes. */
    static Schema openList() {
        return ofType("array");
    }

    static Schema anyOf(Schema... alternatives) {
        Schema any = new Schema();
        ArrayNode each = any.node.putArray("anyOf");
        Arrays.stream(alternatives).forEach(alternative -> each.add(alternative.node));
        return any;
    }

    private static Schema ofType(String type) {
        Schema schema = new Schema();
        schema.node.put("type", type);
        return schema;
    }

    /** Adds a field that may be there. */
    Schema takes(String name, Schema value) {
        node.withObject("/properties").set(name, value.node);
        return this;
    }

    /** Takes fields of any other name, all alike. */
    Schema takesOthers(Schema value) {
        node.set("additionalProperties", value.node);
        return this;
    }

    /** Adds a field that must be there. */
    Schema needs(String name, Schema value) {
        node.withArray("/required").add(name);
        return takes(name, value);
    }

    /** Wants exactly one field of those that the object takes. */
    Schema oneField() {
        node.put("minProperties", 1);
        node.put("maxProperties", 1);
        return this;
    }

    /** Wants exactly one of these ways to fill the object; each names the fields it needs, after a bar those it forbids. */
    Schema oneWay(String... ways) {
        ArrayNode each = node.putArray("oneOf");
        for (String way : ways) {
            String[] needed = way.split("\\|", 2);
            ObjectNode alternative = each.addObject();
            ArrayNode required = alternative.putArray("required");
            words(needed[0]).forEach(required::add);
            if (needed.length > 1) {
                ObjectNode forbidden = alternative.putObject("properties");
                words(needed[1]).forEach(name -> forbidden.put(name, false));
            }
        }
        return this;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    Schema titled(String title) {
        node.put("title", title);
        return this;
    }

    Schema says(String description) {
        node.put("description", description);
        return this;
    }

    /** States what an absent field means. */
    Schema unlessStated(String value) {
        node.put("default", value);
        return this;
    }

    Schema unlessStated(long value) {
        node.put("default", value);
        return this;
    }

    Schema unlessStated(boolean value) {
        node.put("default", value);
        return this;
    }

    Schema such(String... examples) {
        ArrayNode each = node.putArray("examples");
        Arrays.stream(examples).forEach(each::add);
        return this;
    }
}
