package io.ecsim.workloads.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterPlanTest {

    private static final List<AvailabilityZone> ZONES =
            List.of(new AvailabilityZone("a"), new AvailabilityZone("b"), new AvailabilityZone("c"));

    private static InstanceGroup group(int count, int cpuUnits, long price) {
        return new InstanceGroup(count, Shapes.custom(cpuUnits, 1024, 0, 0, "x86_64", price), ZONES, "group", "");
    }

    private static final ClusterPlan MIXED =
            new ClusterPlan("us-east-1", List.of(group(6, 1024, 10), group(3, 2048, 20), group(1, 4096, 40)), "");

    private static Map<Integer, Long> bySize(ClusterPlan plan, int total) {
        return plan.instances(total).stream()
                .collect(Collectors.groupingBy(ContainerInstance::cpuUnits, Collectors.counting()));
    }

    @Test
    void theStatedSizeIsExact() {
        assertThat(bySize(MIXED, 10)).isEqualTo(Map.of(1024, 6L, 2048, 3L, 4096, 1L));
        assertThat(MIXED.microUsdPerHour(10)).isEqualTo(6 * 10 + 3 * 20 + 40);
        assertThat(MIXED.instances())
                .extracting(ContainerInstance::id)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void otherSizesAreInProportion() {
        assertThat(bySize(MIXED, 20)).isEqualTo(Map.of(1024, 12L, 2048, 6L, 4096, 2L));
        assertThat(bySize(MIXED, 5)).isEqualTo(Map.of(1024, 3L, 2048, 2L));
    }

    @Test
    void aLargerClusterTakesNothingFromAnyGroup() {
        for (int total = 1; total < 60; total++) {
            Map<Integer, Long> more = bySize(MIXED, total + 1);
            bySize(MIXED, total)
                    .forEach((size, count) -> assertThat(more.get(size)).isGreaterThanOrEqualTo(count));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 60, 61})
    void zonesDifferByAtMostOne(int total) {
        Map<String, Long> byZone = new ClusterPlan("us-east-1", List.of(group(60, 1024, 0)), "")
                .instances(total).stream()
                        .collect(Collectors.groupingBy(each -> each.zone().name(), Collectors.counting()));
        long most = byZone.values().stream().mapToLong(each -> each).max().orElseThrow();
        long least = byZone.size() < 3
                ? 0
                : byZone.values().stream().mapToLong(each -> each).min().orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Test
    void everyInstanceHasTheAttributeOfItsZone() {
        assertThat(MIXED.instances())
                .allSatisfy(each -> assertThat(each.attributes())
                        .containsEntry("ecs.availability-zone", each.zone().name()));
    }

    @Test
    void aLargerClusterHasEveryInstanceOfASmallerOne() {
        for (int total = 1; total < 60; total++) {
            List<String> more = places(total + 1);
            assertThat(more).containsAll(places(total)).doesNotHaveDuplicates().isSorted();
        }
    }

    private static List<String> places(int total) {
        return MIXED.instances(total).stream()
                .map(each -> each.id() + " " + each.zone().name() + " " + each.cpuUnits())
                .toList();
    }
}
