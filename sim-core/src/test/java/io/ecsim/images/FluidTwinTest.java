package io.ecsim.images;

import static io.ecsim.images.PullBench.MB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** M10: the event-driven pulls end when those of a fluid end that is shared anew from nothing at every step. */
class FluidTwinTest {

    private static final int CASES = 150;

    private final List<String> zones = new ArrayList<>();
    private final List<FluidPulls.Asked> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomPullsEndAsTheFluidsDo(long seed) {
        RandomStream random = new Streams(seed, 0).sequential("pulls");
        for (int round = 0; round < CASES; round++) {
            ImageSettings settings = randomWorld(random);
            PullBench bench = new PullBench(settings, zones.toArray(String[]::new));
            for (int i = 0; i < asked.size(); i++) {
                FluidPulls.Asked pull = asked.get(i);
                bench.pullAt(
                        Math.round(pull.atSeconds() * 1e6),
                        pull.instance(),
                        pull.image().reference(),
                        i);
            }
            bench.run();
            double[] ends = new FluidPulls(settings, zones.toArray(String[]::new)).ends(asked);
            for (int i = 0; i < ends.length; i++) {
                assertThat(bench.pulledSeconds(i))
                        .as("seed %d, round %d, pull %d", seed, round, i)
                        .isCloseTo(ends[i], within(1e-3));
            }
        }
    }

    private ImageSettings randomWorld(RandomStream random) {
        int zoneCount = 1 + below(random, 3);
        zones.clear();
        for (int i = 1 + below(random, 6); i > 0; i--) {
            zones.add("zone" + below(random, zoneCount));
        }
        List<Registry> registries = new ArrayList<>();
        for (int i = 0; i <= below(random, 3); i++) {
            Registry.Kind kind = Registry.Kind.values()[below(random, 3)];
            registries.add(new Registry("r" + i, kind, megabytes(random, 20, 400), 0, Optional.empty(), List.of()));
        }
        List<Image> images = new ArrayList<>();
        for (int i = 0; i <= below(random, 6); i++) {
            Set<Integer> digests = new TreeSet<>();
            for (int layer = 0; layer <= below(random, 4); layer++) {
                digests.add(below(random, 12));
            }
            // No layer lies in two registries: then it does not matter whose pull receives it.
            String registry = registries.get(below(random, registries.size())).name();
            List<Layer> layers = digests.stream()
                    .map(digest -> new Layer(registry + "-" + digest, (37L + 91 * digest) * MB + 7919L * digest))
                    .toList();
            images.add(new Image("image" + i, registry, layers));
        }
        asked.clear();
        for (int i = 1 + below(random, 30); i > 0; i--) {
            double at = below(random, 3) == 0 ? 0 : Math.round(random.nextDouble() * 20e6) / 1e6;
            asked.add(new FluidPulls.Asked(at, below(random, zones.size()), images.get(below(random, images.size()))));
        }
        Throughput throughput = new Throughput(
                megabytes(random, 30, 90),
                megabytes(random, 50, 400),
                megabytes(random, 50, 200),
                below(random, 2) == 0 ? Throughput.UNLIMITED : megabytes(random, 50, 300));
        return new ImageSettings(
                registries,
                images,
                PullBehavior.DEFAULT,
                throughput,
                SourceAddress.NAT_GATEWAY,
                ImageCleanup.DEFAULT,
                0,
                Set.of());
    }

    private static long megabytes(RandomStream random, int least, int most) {
        return least * MB + (long) (random.nextDouble() * (most - least) * MB);
    }

    private static int below(RandomStream random, int bound) {
        return (int) (random.nextDouble() * bound);
    }
}
