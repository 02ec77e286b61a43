package io.ecsim.experiments.scenario;

import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;

/** Writes a scenario document as YAML that reads back as the same: what fits stands in one line, the rest in blocks. */
public final class ScenarioText {

    private static final int WIDTH = 110;

    private final StringBuilder out = new StringBuilder();

    private ScenarioText() {}

    /** Returns the text, ending with a line feed. */
    public static String of(Node document) {
        ScenarioText text = new ScenarioText();
        text.members(document, "");
        return text.out.toString();
    }

    private void members(Node object, String indent) {
        for (String name : object.names()) {
            Node value = object.member(name).orElseThrow();
            out.append(indent).append(key(name)).append(':');
            value(value, indent, indent.length() + name.length() + 2);
        }
    }

    /** Writes what stands after a colon or a dash, and the line feed. */
    private void value(Node value, String indent, int column) {
        String line = value.written();
        boolean simple = value.kind() != Kind.OBJECT && value.kind() != Kind.LIST;
        if (simple || column + line.length() <= WIDTH || isEmpty(value)) {
            out.append(' ').append(line).append('\n');
        } else if (value.kind() == Kind.OBJECT) {
            out.append('\n');
            members(value, indent + "  ");
        } else {
            out.append('\n');
            for (Node item : value.items()) {
                item(item, indent + "  ");
            }
        }
    }

    private void item(Node item, String indent) {
        if (item.kind() != Kind.OBJECT || indent.length() + 2 + item.written().length() <= WIDTH || isEmpty(item)) {
            out.append(indent).append('-');
            value(item, indent, indent.length() + 2);
            return;
        }
        ScenarioText inner = new ScenarioText();
        inner.members(item, indent + "  ");
        out.append(indent).append("- ").append(inner.out.substring(indent.length() + 2));
    }

    private static boolean isEmpty(Node node) {
        return node.kind() == Kind.OBJECT
                ? node.names().isEmpty()
                : node.items().isEmpty();
    }

    /** Names are plain words, paths or, seldom, something that needs quotes. */
    private static String key(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_.-]*")
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
