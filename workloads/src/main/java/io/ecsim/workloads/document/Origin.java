package io.ecsim.workloads.document;

import java.util.Optional;

/**
 * Where a value comes from that stands in place of a document's.
 *
 * @param name what gave it, such as {@code --set cluster.zones}, or the file in which it is written
 * @param written the value in that file, when it is written in one
 */
record Origin(String name, Optional<Node> written) {

    static Origin option(String name) {
        return new Origin(name, Optional.empty());
    }

    static Origin written(Node value) {
        return new Origin(value.file() + ":" + value.line(), Optional.of(value));
    }

    /** Returns a fault of the assignment itself. */
    Fault fault(String message) {
        return written.map(value -> value.faultHere(message)).orElseGet(() -> new Fault(name, 0, 0, "", message));
    }

    /**
     * Returns a fault of something in the value.
     *
     * @param line of what is wrong where the value is written, 0 where it has none of its own
     * @param target the path that the value was given for
     * @param path of what is wrong, in the document
     */
    Fault fault(int line, int column, String target, String path, String message) {
        return written.map(value -> new Fault(
                        value.file(),
                        line > 0 ? line : value.line(),
                        line > 0 ? column : value.column(),
                        path,
                        message))
                .orElseGet(() -> new Fault(name, 0, 0, target.equals(path) ? "" : path, message));
    }
}
