package io.ecsim.experiments.validation.published;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.InstanceType;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A user's case in aws/containers-roadmap issue 105 (5 December 2019): six services with ten tasks of 2 x 7,000,
 * 2,048, 2 x 768, 2 x 768, 2 x 128 and 512 MB, no CPU reserved, on m5.large instances, three at first, scaled out
 * when no task of the largest kind would fit, default placement. Started from the largest to the smallest they occupy
 * 4 instances; while developers deploy in any order 5 most of the time, 6 at worst.
 *
 * <p>The issue does not say all: here instances are in three zones and register what m5.large registers (97.5 % of
 * 8,192 MiB); a deployment starts its service's new tasks before it stops the old ones (100 % to 200 %); an empty
 * instance is terminated while another has room for a task of the largest kind, down to three.
 */
final class RoadmapCase {

    private static final int[] MEMORY_MIB = {7000, 2048, 768, 768, 128, 512};
    private static final int[] TASKS = {2, 1, 2, 2, 2, 1};
    private static final int[] LARGEST_FIRST = {0, 1, 2, 3, 5, 4};
    private static final int LARGEST_MIB = 7000;
    private static final int FEWEST = 3;
    private static final int MOST = 20;
    private static final int DEPLOYMENTS = 5_000;

    private final ClusterState cluster;
    private final PlacementPipeline pipeline;
    private final List<RequestKind> kinds = new ArrayList<>();
    private final List<List<Integer>> running = new ArrayList<>();
    private final TreeSet<Integer> up = new TreeSet<>();

    private RoadmapCase(int memoryMiB) {
        List<ContainerInstance> instances = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            instances.add(ContainerInstance.of(String.format(Locale.ROOT, "i%02d", i), "z" + i % 3, 2048, memoryMiB));
        }
        cluster = new ClusterState(instances);
        for (int service = 0; service < TASKS.length; service++) {
            Demand demand = Demand.of(0, MEMORY_MIB[service]);
            kinds.add(RequestKind.of(cluster, demand, "service:s" + service, List.of(), true));
            running.add(List.of());
        }
        StrategyChain chain = BuiltInStrategies.catalogue().parse("default-service");
        pipeline = new PlacementPipeline(
                cluster, chain, new RunContext(cluster, new Streams(1, 0), chain.name()), true, false);
        while (up.size() < FEWEST) {
            launch();
        }
    }

    /** Runs the case and returns what it shows. */
    static List<KnownResult> results(InstanceType type, int memoryMiB, long seed) {
        int volumeMiB = 0;
        int[] sizes = new int[0];
        for (int service = 0; service < TASKS.length; service++) {
            volumeMiB += TASKS[service] * MEMORY_MIB[service];
            int[] more = new int[TASKS[service]];
            Arrays.fill(more, MEMORY_MIB[service]);
            int before = sizes.length;
            sizes = Arrays.copyOf(sizes, before + more.length);
            System.arraycopy(more, 0, sizes, before, more.length);
        }
        int byVolume = (volumeMiB + memoryMiB - 1) / memoryMiB;
        int packed = Bins.used("binpack(memory)", sizes, memoryMiB);
        RoadmapCase cluster = new RoadmapCase(memoryMiB);
        for (int service : LARGEST_FIRST) {
            cluster.deploy(service);
        }
        int best = cluster.cluster.instancesInUse();
        int[] occupied = cluster.deployAtRandom(seed);
        int usual = 0;
        for (int count = 0; count <= MOST; count++) {
            usual = occupied[count] > occupied[usual] ? count : usual;
        }
        int rare = percentile(occupied, 99);
        String of = type.name() + ", " + memoryMiB + " MiB: instances ";
        return List.of(
                new KnownResult(
                        of + "by volume, and packed", "3", byVolume + ", " + packed, byVolume == 3 && packed == 3),
                new KnownResult(of + "started largest first", "4", Integer.toString(best), best == 4),
                new KnownResult(of + "most of the time, any order", "5", share(usual, occupied), usual == 5),
                new KnownResult(of + "in 99 % of the time, any order", "6", share(rare, occupied), rare == 6));
    }

    private static String share(int count, int[] occupied) {
        return String.format(Locale.ROOT, "%d (%.1f %% of the time)", count, 100.0 * occupied[count] / DEPLOYMENTS);
    }

    private static int percentile(int[] occupied, int percent) {
        int below = 0;
        int count = -1;
        while (100 * below < percent * DEPLOYMENTS) {
            below += occupied[++count];
        }
        return count;
    }

    /** Deploys services in random order; returns how often so many instances were occupied after a deployment. */
    private int[] deployAtRandom(long seed) {
        RandomStream draws = new Streams(seed, 0).sequential("roadmap-105");
        int[] occupied = new int[MOST + 1];
        for (int i = 0; i < DEPLOYMENTS; i++) {
            deploy(draws.nextInt(TASKS.length));
            occupied[cluster.instancesInUse()]++;
        }
        return occupied;
    }

    private void deploy(int service) {
        RequestKind kind = kinds.get(service);
        int memory = MEMORY_MIB[service];
        List<Integer> started = new ArrayList<>();
        Request request = new Request(kind, 0, memory, 0);
        for (int task = 0; task < TASKS[service]; task++) {
            int instance = pipeline.place(request);
            while (instance == PlacementPipeline.NONE) {
                launch();
                instance = pipeline.place(request);
            }
            cluster.reserve(instance, kind.needs(), 0, memory, 0);
            started.add(instance);
            if (schedulable() == 0) {
                launch();
            }
        }
        for (int instance : running.get(service)) {
            cluster.release(instance, kind.needs(), 0, memory, 0);
        }
        running.set(service, started);
        scaleIn();
    }

    private void launch() {
        int instance = 0;
        while (up.contains(instance)) {
            instance++;
        }
        cluster.register(instance, 0);
        up.add(instance);
    }

    /** Returns how many instances have room for a task of the largest kind. */
    private long schedulable() {
        return up.stream().filter(i -> cluster.memoryFree(i) >= LARGEST_MIB).count();
    }

    private void scaleIn() {
        for (int instance : List.copyOf(up.descendingSet())) {
            if (cluster.tasks(instance) == 0 && up.size() > FEWEST && schedulable() > 1) {
                cluster.deregister(instance);
                up.remove(instance);
            }
        }
    }
}
