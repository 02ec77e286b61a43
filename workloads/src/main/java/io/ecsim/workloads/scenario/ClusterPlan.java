package io.ecsim.workloads.scenario;

import io.ecsim.faults.Outage;
import io.ecsim.faults.SpotPool;
import io.ecsim.faults.TrunkRegistration;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A cluster, or several clusters of one region, that can be built in any size.
 *
 * @param region such as {@code us-east-1}
 * @param groups its instances by kind, at least one group, in order of registration
 * @param priceDate date of the catalogue's prices; empty when all prices are explicit
 * @param outages times at which instances are away because a trace says so
 * @param trunks how instances with awsvpc trunking register
 */
public record ClusterPlan(
        String region, List<InstanceGroup> groups, String priceDate, List<Outage> outages, TrunkRegistration trunks) {

    public ClusterPlan {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a cluster needs a group of instances");
        }
        groups = List.copyOf(groups);
        outages = List.copyOf(outages);
    }

    /** Makes a cluster whose instances are all there from the start and register at once. */
    public ClusterPlan(String region, List<InstanceGroup> groups, String priceDate) {
        this(region, groups, priceDate, List.of(), TrunkRegistration.AT_ONCE);
    }

    /** Returns this plan as a cluster of a name; its pools are named after it, since every cluster has its own. */
    ClusterPlan named(String cluster) {
        List<InstanceGroup> named = new ArrayList<>();
        for (InstanceGroup group : groups) {
            named.add(new InstanceGroup(
                    group.count(),
                    Shapes.inCluster(group.template(), cluster),
                    group.zones(),
                    cluster + "/" + group.pool(),
                    group.id(),
                    group.spot()));
        }
        return new ClusterPlan(region, named, priceDate, outages, trunks);
    }

    /** Returns the instances of two clusters together, those of this one first. Both are of one region. */
    ClusterPlan and(ClusterPlan other) {
        List<InstanceGroup> all = new ArrayList<>(groups);
        all.addAll(other.groups);
        List<Outage> allOutages = new ArrayList<>(outages);
        allOutages.addAll(other.outages);
        return new ClusterPlan(region, all, priceDate.isEmpty() ? other.priceDate : priceDate, allOutages, trunks);
    }

    /** Returns this plan with more named extra resources on every instance; those that an instance states itself stay. */
    ClusterPlan withExtra(Map<String, Integer> extra) {
        List<InstanceGroup> richer = new ArrayList<>();
        for (InstanceGroup group : groups) {
            ContainerInstance template = group.template();
            Map<String, Integer> all = new TreeMap<>(extra);
            all.putAll(template.extra());
            richer.add(new InstanceGroup(
                    group.count(),
                    Shapes.completed(template, template.reservedPorts(), all, template.attributes()),
                    group.zones(),
                    group.pool(),
                    group.id(),
                    group.spot()));
        }
        return new ClusterPlan(region, richer, priceDate, outages, trunks);
    }

    /** Returns the stated number of container instances. */
    public int size() {
        return groups.stream().mapToInt(InstanceGroup::count).sum();
    }

    /** Returns the names of the groups in order of first use. */
    public List<String> pools() {
        return groups.stream().map(InstanceGroup::pool).distinct().toList();
    }

    /** Returns the groups of Spot instances. */
    public List<SpotPool> spot() {
        List<SpotPool> pools = new ArrayList<>();
        for (InstanceGroup group : groups) {
            group.spot().ifPresent(market -> pools.add(new SpotPool(group.pool(), market)));
        }
        return pools;
    }

    /** Returns the machine images of the instances in order of first use. */
    public List<String> images() {
        return groups.stream()
                .flatMap(group ->
                        Optional.ofNullable(group.template().attributes().get(Attributes.AMI)).stream())
                .distinct()
                .toList();
    }

    /** Returns the names of the zones in order of first use. */
    public List<String> zones() {
        Set<String> names = new LinkedHashSet<>();
        groups.forEach(group -> group.zones().forEach(zone -> names.add(zone.name())));
        return List.copyOf(names);
    }

    /** Returns the stated container instances in order of registration. */
    public List<ContainerInstance> instances() {
        return instances(size());
    }

    /**
     * Returns that many container instances, shared out over the groups in proportion to their stated counts and dealt
     * over each group's zones in turn, cluster by cluster. A larger cluster has every instance of a smaller one: of the same id and in the
     * same zone, so that the same happens to it.
     *
     * @param total at least 1
     */
    public List<ContainerInstance> instances(int total) {
        int[] counts = counts(total);
        List<ContainerInstance> instances = new ArrayList<>(total);
        int firstZone = 0;
        for (int g = 0; g < counts.length; g++) {
            InstanceGroup group = groups.get(g);
            if (g > 0 && !cluster(g).equals(cluster(g - 1))) {
                firstZone = 0;
            }
            for (int i = 0; i < counts[g]; i++) {
                AvailabilityZone zone =
                        group.zones().get((firstZone + i) % group.zones().size());
                instances.add(group.instance(id(g, i), zone));
            }
            firstZone += group.count();
        }
        return instances;
    }

    /**
     * Returns the price of that many instances in millionths of a US dollar an hour.
     *
     * @param total at least 1
     */
    public long microUsdPerHour(int total) {
        int[] counts = counts(total);
        long sum = 0;
        for (int g = 0; g < counts.length; g++) {
            sum += counts[g] * groups.get(g).template().microUsdPerHour();
        }
        return sum;
    }

    private String cluster(int number) {
        return groups.get(number).template().cluster();
    }

    /** Ids ascend in order of groups, which is the order of registration (R1.30), and say nothing of the size. */
    private String id(int number, int index) {
        InstanceGroup group = groups.get(number);
        if (!group.id().isEmpty()) {
            return index == 0 ? group.id() : group.id() + "-" + (index + 1);
        }
        if (groups.size() == 1) {
            return String.format(Locale.ROOT, "i-%06d", index + 1);
        }
        int digits = Integer.toString(groups.size()).length();
        return String.format(Locale.ROOT, "i-%0" + digits + "d-%06d", number + 1, index + 1);
    }

    private int[] counts(int total) {
        return shares(total, groups.stream().mapToInt(InstanceGroup::count).toArray());
    }

    /**
     * Shares out a number in proportion to the stated counts by Sainte-Laguë's method: the next instance goes where
     * (2 n + 1) / count is least. It is exact at the stated total and never takes an instance from a group when the total
     * grows, which a search for the fewest instances relies on.
     */
    static int[] shares(int total, int[] stated) {
        if (total < 1) {
            throw new IllegalArgumentException("a cluster needs at least 1 instance, was " + total);
        }
        int size = Arrays.stream(stated).sum();
        int[] counts = new int[stated.length];
        int rounds = total / size;
        for (int g = 0; g < counts.length; g++) {
            counts[g] = rounds * stated[g];
        }
        for (int left = total - rounds * size; left > 0; left--) {
            int next = 0;
            for (int g = 1; g < counts.length; g++) {
                if ((2L * counts[g] + 1) * stated[next] < (2L * counts[next] + 1) * stated[g]) {
                    next = g;
                }
            }
            counts[next]++;
        }
        return counts;
    }
}
