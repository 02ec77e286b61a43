package io.ecsim.faults;

import io.ecsim.random.KeyedStream;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The instances of a fleet by what they can lose together. */
final class Domains {

    private Domains() {}

    /**
     * Instances that share a zone, a pool, an image.
     *
     * @param key of the domain's draws
     * @param members their numbers, in order of registration
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this package and is never compared
    record Domain(String name, long key, int[] members) {}

    /** Returns the domains of a kind that a fleet has, in order of name. */
    static List<Domain> of(Shock.Domain kind, InstanceFailures instances) {
        Map<String, IntArrayList> members = new TreeMap<>();
        for (int instance : instances.order()) {
            kind.of(instances.fleet().get(instance))
                    .ifPresent(name -> members.computeIfAbsent(name, unseen -> new IntArrayList())
                            .add(instance));
        }
        List<Domain> domains = new ArrayList<>();
        members.forEach(
                (name, numbers) -> domains.add(new Domain(name, KeyedStream.ordinalOf(name), numbers.toIntArray())));
        return domains;
    }

    /** Returns the position of the domain of that name, or -1. */
    static int find(List<Domain> domains, String name) {
        for (int i = 0; i < domains.size(); i++) {
            if (domains.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
