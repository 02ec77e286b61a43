package io.ecsim.cluster;

import java.util.Arrays;

/**
 * Container instances as rows of integers. What an event reads together sits in one row of 32 bytes; ports and named
 * resources, which few clusters use, are columns made when first needed.
 */
final class InstanceTable {

    private static final int WIDTH = 8;
    private static final int CPU_FREE = 0;
    private static final int MEMORY_FREE = 1;
    private static final int GPUS_FREE = 2;
    private static final int ENI_FREE = 3;
    private static final int TASKS = 4;
    private static final int RANK = 5;
    private static final int CLASS = 6;
    private static final int STATUS = 7;

    /** Bit of the status word that says the agent is connected. */
    private static final int CONNECTED = 1 << 8;

    private static final InstanceStatus[] STATUSES = InstanceStatus.values();

    private final int[] rows;
    private final int[][] portsInUse;
    private final int[][] extraFree;

    InstanceTable(int count) {
        rows = new int[count * WIDTH];
        portsInUse = new int[count][];
        extraFree = new int[count][];
    }

    void fill(int instance, int cpu, int memory, int gpus, int eni, int instanceClass) {
        int at = instance * WIDTH;
        rows[at + CPU_FREE] = cpu;
        rows[at + MEMORY_FREE] = memory;
        rows[at + GPUS_FREE] = gpus;
        rows[at + ENI_FREE] = eni;
        rows[at + CLASS] = instanceClass;
        rows[at + STATUS] = InstanceStatus.INACTIVE.ordinal();
    }

    int cpuFree(int instance) {
        return rows[instance * WIDTH + CPU_FREE];
    }

    int memoryFree(int instance) {
        return rows[instance * WIDTH + MEMORY_FREE];
    }

    int gpusFree(int instance) {
        return rows[instance * WIDTH + GPUS_FREE];
    }

    int eniFree(int instance) {
        return rows[instance * WIDTH + ENI_FREE];
    }

    int tasks(int instance) {
        return rows[instance * WIDTH + TASKS];
    }

    int rank(int instance) {
        return rows[instance * WIDTH + RANK];
    }

    int instanceClass(int instance) {
        return rows[instance * WIDTH + CLASS];
    }

    InstanceStatus status(int instance) {
        return STATUSES[rows[instance * WIDTH + STATUS] & 0xFF];
    }

    boolean agentConnected(int instance) {
        return (rows[instance * WIDTH + STATUS] & CONNECTED) != 0;
    }

    /** ACTIVE with a connected agent (R1.2); ACTIVE is ordinal 0. */
    boolean eligible(int instance) {
        return rows[instance * WIDTH + STATUS] == CONNECTED;
    }

    void setStatus(int instance, InstanceStatus status, boolean connected) {
        rows[instance * WIDTH + STATUS] = status.ordinal() | (connected ? CONNECTED : 0);
    }

    void setRank(int instance, int rank) {
        rows[instance * WIDTH + RANK] = rank;
    }

    boolean fits(int instance, int cpu, int memory, int gpus) {
        int at = instance * WIDTH;
        return rows[at + CPU_FREE] >= cpu && rows[at + MEMORY_FREE] >= memory && rows[at + GPUS_FREE] >= gpus;
    }

    /** Takes (sign 1) or gives back (sign -1) resources; returns the tasks there afterwards. */
    int take(int instance, int sign, int cpu, int memory, int gpus, int eni) {
        int at = instance * WIDTH;
        rows[at + CPU_FREE] -= sign * cpu;
        rows[at + MEMORY_FREE] -= sign * memory;
        rows[at + GPUS_FREE] -= sign * gpus;
        rows[at + ENI_FREE] -= sign * eni;
        return rows[at + TASKS] += sign;
    }

    void initPorts(int instance, int[] reserved) {
        portsInUse[instance] = reserved.clone();
    }

    /** Returns the ports in use, reserved ones included, as codes of {@link DefinitionNeeds#code}. */
    int[] portsInUse(int instance) {
        int[] ports = portsInUse[instance];
        return ports == null ? new int[0] : ports;
    }

    boolean portsFree(int instance, int[] wanted) {
        int[] used = portsInUse[instance];
        if (used != null) {
            for (int port : wanted) {
                for (int taken : used) {
                    if (taken == port) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    void takePorts(int instance, int[] wanted) {
        int[] used = portsInUse(instance);
        int[] both = Arrays.copyOf(used, used.length + wanted.length);
        System.arraycopy(wanted, 0, both, used.length, wanted.length);
        portsInUse[instance] = both;
    }

    void returnPorts(int instance, int[] given) {
        int[] used = portsInUse(instance);
        int[] left = new int[used.length - given.length];
        int next = 0;
        for (int port : used) {
            boolean returned = false;
            for (int back : given) {
                returned |= back == port;
            }
            if (!returned) {
                left[next++] = port;
            }
        }
        portsInUse[instance] = left;
    }

    void initExtra(int instance, int[] free) {
        extraFree[instance] = free;
    }

    boolean extraFits(int instance, int[] ids, int[] amounts) {
        int[] free = extraFree[instance];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || free == null || free[ids[i]] < amounts[i]) {
                return false;
            }
        }
        return true;
    }

    void takeExtra(int instance, int sign, int[] ids, int[] amounts) {
        for (int i = 0; i < ids.length; i++) {
            extraFree[instance][ids[i]] -= sign * amounts[i];
        }
    }

    int extraFree(int instance, int id) {
        int[] free = extraFree[instance];
        return free == null ? 0 : free[id];
    }
}
