package io.ecsim.workloads.scenario;

import io.ecsim.faults.Outage;
import io.ecsim.faults.SpotPool;
import io.ecsim.faults.TrunkRegistration;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A cluster, or several clusters of one region, that can be built in any size.
 *
 * @param region such as {@code us-east-1}
 * @param groups its instances by kind, in order of registration; none where Auto Scaling groups launch them all
 * @param priceDate date of the catalogue's prices; empty when all prices are explicit
 * @param outages times at which instances are away because a trace says so
 * @param trunks how instances with awsvpc trunking register
 * @param surroundings what each cluster states for all its instances, by its name
 * @param elastic the places of Auto Scaling groups, each with as many in every zone of its own as its count says
 * @param largest what each of these groups has when it is as large as it may be
 */
public record ClusterPlan(
        String region,
        List<InstanceGroup> groups,
        String priceDate,
        List<Outage> outages,
        TrunkRegistration trunks,
        Map<String, Surroundings> surroundings,
        List<InstanceGroup> elastic,
        List<InstanceGroup> largest) {

    public ClusterPlan {
        groups = List.copyOf(groups);
        outages = List.copyOf(outages);
        surroundings = Collections.unmodifiableMap(new TreeMap<>(surroundings));
        elastic = List.copyOf(elastic);
        largest = List.copyOf(largest);
    }

    /** Makes a cluster without Auto Scaling groups. */
    public ClusterPlan(
            String region,
            List<InstanceGroup> groups,
            String priceDate,
            List<Outage> outages,
            TrunkRegistration trunks) {
        this(region, groups, priceDate, outages, trunks, Map.of(), List.of(), List.of());
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
        Map<String, Surroundings> own = new TreeMap<>();
        surroundings.values().forEach(stated -> own.put(cluster, stated));
        return new ClusterPlan(region, named, priceDate, outages, trunks, own, elastic, largest);
    }

    /** Returns this plan with the places of Auto Scaling groups. */
    ClusterPlan withElastic(BoundCapacity capacity) {
        return new ClusterPlan(
                region,
                groups,
                priceDate.isEmpty() ? capacity.priceDate() : priceDate,
                outages,
                trunks,
                surroundings,
                capacity.places(),
                capacity.largest());
    }

    /**
     * What a cluster states for all its instances.
     *
     * @param zones its Availability Zones
     * @param trunking whether instances that can have awsvpc trunking do
     * @param sharesGpus whether its tasks may share GPUs
     */
    public record Surroundings(List<AvailabilityZone> zones, boolean trunking, boolean sharesGpus) {

        public Surroundings {
            zones = List.copyOf(zones);
        }
    }

    /** Returns what a cluster states for all its instances. */
    Surroundings around(String cluster) {
        return surroundings.getOrDefault(cluster, new Surroundings(List.of(), false, false));
    }

    /** Returns whether tasks of any cluster may share GPUs. */
    boolean sharesGpus() {
        return surroundings.values().stream().anyMatch(Surroundings::sharesGpus);
    }

    Stream<InstanceGroup> everyGroup() {
        return Stream.concat(groups.stream(), elastic.stream());
    }

    /** Returns the instances of two clusters together, those of this one first. Both are of one region. */
    ClusterPlan and(ClusterPlan other) {
        List<InstanceGroup> all = new ArrayList<>(groups);
        all.addAll(other.groups);
        List<Outage> allOutages = new ArrayList<>(outages);
        allOutages.addAll(other.outages);
        Map<String, Surroundings> both = new TreeMap<>(surroundings);
        both.putAll(other.surroundings);
        return new ClusterPlan(
                region,
                all,
                priceDate.isEmpty() ? other.priceDate : priceDate,
                allOutages,
                trunks,
                both,
                elastic,
                largest);
    }

    /** Returns this plan with more named extra resources on every instance; those that an instance states itself stay. */
    ClusterPlan withExtra(Map<String, Integer> extra) {
        return new ClusterPlan(
                region,
                richer(groups, extra),
                priceDate,
                outages,
                trunks,
                surroundings,
                richer(elastic, extra),
                largest);
    }

    private static List<InstanceGroup> richer(List<InstanceGroup> groups, Map<String, Integer> extra) {
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
        return richer;
    }

    /** Returns how many container instances there are when every Auto Scaling group is as large as it may be. */
    public int mostInstances() {
        return size() + largest.stream().mapToInt(InstanceGroup::count).sum();
    }

    /** Returns the stated number of container instances, without those that Auto Scaling groups launch. */
    public int size() {
        return groups.stream().mapToInt(InstanceGroup::count).sum();
    }

    /** Returns what there is at most: the stated instances, and those of Auto Scaling groups that are as large as may be. */
    List<ContainerInstance> atMost() {
        List<ContainerInstance> all = new ArrayList<>();
        Stream.concat(groups.stream(), largest.stream()).forEach(group -> {
            for (int i = 0; i < group.count(); i++) {
                all.add(group.template());
            }
        });
        return all;
    }

    /** Returns the names of the groups in order of first use. */
    public List<String> pools() {
        return everyGroup().map(InstanceGroup::pool).distinct().toList();
    }

    /** Returns the groups of Spot instances. */
    public List<SpotPool> spot() {
        List<SpotPool> pools = new ArrayList<>();
        everyGroup().forEach(group -> group.spot().ifPresent(market -> pools.add(new SpotPool(group.pool(), market))));
        return pools;
    }

    /** Returns the machine images of the instances in order of first use. */
    public List<String> images() {
        return everyGroup()
                .flatMap(group ->
                        Optional.ofNullable(group.template().attributes().get(Attributes.AMI)).stream())
                .distinct()
                .toList();
    }

    /** Returns the names of the zones that clusters state, whether instances are there or not. */
    List<String> statedZones() {
        List<String> stated = surroundings.values().stream()
                .flatMap(around -> around.zones().stream())
                .map(AvailabilityZone::name)
                .distinct()
                .toList();
        return stated.isEmpty() ? zones() : stated;
    }

    /** Returns the names of the zones in order of first use. */
    public List<String> zones() {
        Set<String> names = new LinkedHashSet<>();
        everyGroup().forEach(group -> group.zones().forEach(zone -> names.add(zone.name())));
        return List.copyOf(names);
    }

    /** Returns the stated container instances in order of registration. */
    public List<ContainerInstance> instances() {
        return instances(size());
    }

    /**
     * Returns that many container instances, shared out over the groups in proportion to their stated counts and dealt
     * over each group's zones in turn, cluster by cluster. A larger cluster has every instance of a smaller one: of the same id and in the
     * same zone, so that the same happens to it. The places of Auto Scaling groups follow, as many in every size.
     *
     * @param total at least 1, or 0 where nothing but Auto Scaling groups launches any
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
        elastic.forEach(group -> addPlaces(group, instances));
        return instances;
    }

    private static void addPlaces(InstanceGroup group, List<ContainerInstance> instances) {
        for (AvailabilityZone zone : group.zones()) {
            for (int i = 1; i <= group.count(); i++) {
                String id =
                        String.format(Locale.ROOT, "i-%s-%s-%04d", group.pool().replace('/', '-'), zone.name(), i);
                instances.add(group.instance(id, zone));
            }
        }
    }

    /**
     * Returns the price of that many instances in millionths of a US dollar an hour, without those that Auto Scaling groups
     * launch.
     *
     * @param total at least 1, or 0 where there are no others
     */
    public long microUsdPerHour(int total) {
        int[] counts = counts(total);
        long sum = 0;
        for (int g = 0; g < counts.length; g++) {
            sum += counts[g] * groups.get(g).template().microUsdPerHour();
        }
        return sum;
    }

    /** Returns the price of {@link #mostInstances} in millionths of a US dollar an hour. */
    public long mostMicroUsdPerHour() {
        return microUsdPerHour(size())
                + largest.stream()
                        .mapToLong(group -> group.count() * group.template().microUsdPerHour())
                        .sum();
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
        if (groups.isEmpty()) {
            return new int[0];
        }
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
