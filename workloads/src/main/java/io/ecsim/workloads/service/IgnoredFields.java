package io.ecsim.workloads.service;

import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.List;

/** Gathers the fields that the API of Amazon ECS has and the simulation does not model. */
public final class IgnoredFields {

    private final boolean accepted;
    private final List<String> paths = new ArrayList<>();

    private IgnoredFields(boolean accepted) {
        this.accepted = accepted;
    }

    /** Returns where a document of the API tells what it has beyond the simulation. */
    public static IgnoredFields told() {
        return new IgnoredFields(true);
    }

    /** Returns what refuses such fields: a scenario has none. */
    public static IgnoredFields refused() {
        return new IgnoredFields(false);
    }

    /** Accepts known fields of an object and keeps the paths of those that are there. */
    public void accept(Fields fields, List<String> known) {
        if (accepted) {
            known.forEach(name -> fields.node(name).ifPresent(this::add));
        }
    }

    void add(Node node) {
        paths.add(node.path());
    }

    /** Returns the paths in the order of reading. */
    public List<String> paths() {
        return List.copyOf(paths);
    }
}
