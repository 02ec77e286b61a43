package io.ecsim.cluster;

import io.ecsim.model.Demand;
import io.ecsim.model.HostPort;
import java.util.Map;

/**
 * The part of a demand that all tasks of one definition share, in the numbering of one cluster. CPU, memory and GPUs
 * may differ from task to task and are passed beside it.
 */
public final class DefinitionNeeds {

    private final int number;
    final int eniSlots;
    final int[] ports;
    final int[] extraIds;
    final int[] extraAmounts;
    final int group;
    final boolean plain;

    private DefinitionNeeds(int number, int eniSlots, int[] ports, int[] extraIds, int[] extraAmounts, int group) {
        this.number = number;
        this.eniSlots = eniSlots;
        this.ports = ports;
        this.extraIds = extraIds;
        this.extraAmounts = extraAmounts;
        this.group = group;
        this.plain = eniSlots == 0 && ports.length == 0 && extraIds.length == 0;
    }

    static DefinitionNeeds of(int number, Demand demand, int group, Map<String, Integer> extraNumbers) {
        int[] ports =
                demand.hostPorts().stream().mapToInt(DefinitionNeeds::code).toArray();
        int[] ids = new int[demand.extra().size()];
        int[] amounts = new int[ids.length];
        int next = 0;
        for (Map.Entry<String, Integer> need : demand.extra().entrySet()) {
            Integer id = extraNumbers.get(need.getKey());
            ids[next] = id == null ? -1 : id; // no instance registers it: never fits
            amounts[next++] = need.getValue();
        }
        return new DefinitionNeeds(number, demand.eniSlots(), ports, ids, amounts, group);
    }

    /** Returns the number of these needs among all that the cluster was asked to translate, from 0. */
    public int number() {
        return number;
    }

    /** Returns the number of the task group in this cluster. */
    public int group() {
        return group;
    }

    /** Returns the awsvpc interfaces a task takes, 0 or 1. */
    public int eniSlots() {
        return eniSlots;
    }

    /** Returns whether a task takes ports of its host, so that no two are on one instance. */
    public boolean takesPorts() {
        return ports.length > 0;
    }

    /** Returns whether a task takes of resources that instances register by a name of their own. */
    public boolean takesNamed() {
        return extraIds.length > 0;
    }

    /** Returns whether a task asks for nothing beyond CPU, memory and GPUs. */
    public boolean isPlain() {
        return plain;
    }

    static int code(HostPort port) {
        return port.protocol().ordinal() << 16 | port.port();
    }
}
