package io.ecsim.autoscaling;

import io.ecsim.autoscaling.Machine.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A group as it is now. */
final class GroupState {

    static final long NEVER = Long.MAX_VALUE;

    final int index;
    final AutoScalingGroup group;
    final List<String> zones;
    final GroupTally tally;

    /** Machines that count, in order of launch. */
    final List<Machine> members = new ArrayList<>();

    /** By option and zone. */
    private final Pool[][] pools;

    /** The Spot options over which the group spreads its Spot machines (models.md M9). */
    private final List<LaunchOption> spread;

    private final int[] inZone;
    int desired;

    /** Machines that were launched beyond the desired ones, to move the group between zones (R5.29). */
    int moving;

    /** How many of the machines to launch are growth rather than replacements. */
    int growth;

    /** When the last machine of a growth came into service. */
    long grownMicros = -NEVER;

    boolean looks;
    long wakeMicros = NEVER;
    int wakes;
    final InstanceRefresh refresh = new InstanceRefresh();

    GroupState(int index, AutoScalingGroup group, List<String> zones) {
        this.index = index;
        this.group = group;
        this.zones = zones;
        this.pools = new Pool[group.options().size()][zones.size()];
        for (int option = 0; option < pools.length; option++) {
            for (int zone = 0; zone < zones.size(); zone++) {
                pools[option][zone] = new Pool(group.options().get(option), zones.get(zone));
            }
        }
        this.spread = group.options().stream()
                .filter(LaunchOption::spot)
                .limit(group.spotPools())
                .toList();
        this.inZone = new int[zones.size()];
        this.desired = group.desiredCapacity();
        this.tally = new GroupTally(group.name());
    }

    Pool pool(int option, String zone) {
        return pools[option][zones.indexOf(zone)];
    }

    List<Pool> pools() {
        List<Pool> all = new ArrayList<>();
        for (Pool[] ofOption : pools) {
            all.addAll(List.of(ofOption));
        }
        return all;
    }

    void add(Machine machine) {
        members.add(machine);
        inZone[zones.indexOf(machine.pool.zone)]++;
    }

    void remove(Machine machine) {
        if (members.remove(machine)) {
            inZone[zones.indexOf(machine.pool.zone)]--;
        }
    }

    int inZone(String zone) {
        return inZone[zones.indexOf(zone)];
    }

    int inService() {
        return count(machine -> machine.state == State.IN_SERVICE);
    }

    int count(Predicate<Machine> which) {
        int count = 0;
        for (Machine member : members) {
            if (which.test(member)) {
                count++;
            }
        }
        return count;
    }

    /** Returns the pools to launch the next machine from, those in the zones with fewest machines first (R5.29). */
    List<Pool> preferred() {
        int onDemand = count(machine -> !machine.pool.option.spot());
        boolean spot = onDemand >= group.onDemandOf(members.size() + 1);
        int[] options = IntStream.range(0, pools.length)
                .filter(option -> group.options().get(option).spot() == spot)
                .boxed()
                .sorted(Comparator.comparingInt(option -> excess(group.options().get(option))))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Pool> order = new ArrayList<>();
        IntStream.range(0, zones.size())
                .boxed()
                .sorted((a, b) ->
                        inZone[a] != inZone[b] ? Integer.compare(inZone[a], inZone[b]) : Integer.compare(a, b))
                .forEach(zone -> {
                    for (int option : options) {
                        order.add(pools[option][zone]);
                    }
                });
        return order;
    }

    /**
     * Returns how far the group has more machines of an option than its Spot machines are spread: the count of the option
     * where they are spread over several, the most where it is none of those. 0 where nothing is spread.
     */
    int excess(LaunchOption option) {
        if (spread.size() < 2 || !option.spot()) {
            return 0;
        }
        return spread.contains(option) ? count(machine -> machine.pool.option.equals(option)) : Integer.MAX_VALUE;
    }

    /** Returns the greatest difference between the machines of a zone and those of a pool's zone. */
    int imbalance(Pool pool) {
        int most = 0;
        for (int count : inZone) {
            most = Math.max(most, count);
        }
        return most - inZone(pool.zone);
    }

    /** Holds the group against its bounds. Slow; for tests. */
    void requireConsistent() {
        int sum = 0;
        for (int count : inZone) {
            sum += count;
        }
        if (sum != members.size() || count(machine -> !machine.counts()) > 0) {
            throw new IllegalStateException(group.name() + " counts machines that it does not have");
        }
        if (members.size() > group.maxSize() + group.margin() || moving > group.margin()) {
            throw new IllegalStateException(
                    group.name() + " has " + members.size() + " machines, more than its maximum allows");
        }
    }
}
