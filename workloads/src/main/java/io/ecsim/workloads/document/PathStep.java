package io.ecsim.workloads.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a path into a document.
 *
 * @param name of the field, or what stands in brackets
 * @param bracketed whether it stands in brackets
 */
record PathStep(String name, boolean bracketed) {

    /** Returns the path with this step behind it. */
    String after(String path) {
        if (bracketed) {
            return path + "[" + name + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns the step as a field: brackets also hold names of fields with a dot in them. */
    PathStep asField() {
        return new PathStep(name, false);
    }

    /** Returns whether this can only be an element of a list. */
    boolean isIndex() {
        return bracketed && name.matches("\\d{1,9}");
    }

    /** Returns where the first equals sign outside brackets is, or -1. */
    static int endOfPath(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '=' && depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Reads a path such as {@code workload.tasks[web].cpu}; empty when it is none. */
    static Optional<List<PathStep>> parse(String path) {
        List<PathStep> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            boolean bracketed = path.charAt(at) == '[' && at > 0;
            int end = bracketed ? path.indexOf(']', at) : endOfName(path, at);
            String name =
                    end < 0 ? "" : path.substring(bracketed ? at + 1 : at, end).strip();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            steps.add(new PathStep(name, bracketed));
            at = bracketed ? end + 1 : end;
            if (at < path.length() && path.charAt(at) != '[') {
                if (path.charAt(at) != '.' || at + 1 == path.length() || path.charAt(at + 1) == '[') {
                    return Optional.empty();
                }
                at++;
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps);
    }

    private static int endOfName(String path, int from) {
        int at = from;
        while (at < path.length() && ".[]".indexOf(path.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
