package io.ecsim.workloads.scenario;

import io.ecsim.model.Service;
import io.ecsim.workloads.document.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a scenario's clusters, by which everything that starts tasks says where. */
final class ClusterNames {

    static final String FIELD = "cluster";

    /** A scenario with one cluster that has no name. */
    static final ClusterNames ONE = new ClusterNames(List.of(Service.DEFAULT_CLUSTER));

    private final Map<String, String> names = new LinkedHashMap<>();

    /**
     * Makes the names.
     *
     * @param names of all clusters in their order; none where they have faults, any name is then taken
     */
    ClusterNames(List<String> names) {
        names.forEach(name -> this.names.put(name, name));
    }

    /** Reads the field {@code cluster}, which a scenario with one cluster need not state. */
    String read(Fields fields) {
        if (names.isEmpty()) {
            return fields.textOr(FIELD, Service.DEFAULT_CLUSTER);
        }
        return isOne() ? fields.choiceOr(FIELD, names, first()) : fields.choice(FIELD, names);
    }

    /** Reads the field {@code cluster}, or takes that of what is around. */
    String readOr(Fields fields, String around) {
        return fields.has(FIELD) ? read(fields) : around;
    }

    /** Returns whether there is but one cluster. */
    boolean isOne() {
        return names.size() == 1;
    }

    /** Returns whether a cluster has this name; true where names are not known. */
    boolean contains(String name) {
        return names.isEmpty() || names.containsKey(name);
    }

    /** Returns the name of the first cluster. */
    String first() {
        return names.isEmpty() ? Service.DEFAULT_CLUSTER : all().get(0);
    }

    /** Returns the names in order of the clusters. */
    List<String> all() {
        return List.copyOf(names.values());
    }
}
