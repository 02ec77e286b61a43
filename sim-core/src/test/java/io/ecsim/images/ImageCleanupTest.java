package io.ecsim.images;

import static io.ecsim.images.PullBench.HOUR;
import static io.ecsim.images.PullBench.MB;
import static io.ecsim.images.PullBench.MINUTE;
import static io.ecsim.images.PullBench.SECOND;
import static io.ecsim.images.PullBench.image;
import static io.ecsim.images.PullBench.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The agent's automated image clean-up, R3.52. */
class ImageCleanupTest {

    private static ImageSettings images(int count) {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(image("app:" + i, "ecr", "base", 100, "app-" + i, 60));
        }
        return ImageSettings.of(List.of(registry("ecr", 1000 * MB)), images);
    }

    /** One task of an image: pulled at a time, its container stopped a minute later. */
    private static void task(PullBench bench, long atMicros, String image, long ticket) {
        task(bench, atMicros, image, ticket, 3 * HOUR);
    }

    private static void task(PullBench bench, long atMicros, String image, long ticket, long keptMicros) {
        bench.pullAt(atMicros, 0, image, ticket);
        bench.at(atMicros + MINUTE, () -> bench.pulls.released(0, image, keptMicros));
    }

    private static long missing(PullBench bench, String image) {
        return bench.pulls.missingBytes(bench.pulls.needs(List.of(image)), 0) / MB;
    }

    /** R3.52. The container is kept 3 h after its stop at 1 min; the next cycle after that is at 3 h 30. */
    @Test
    void anImageGoesAtTheFirstCycleAfterItsContainersAreRemoved() {
        PullBench bench = new PullBench(images(1), "a");
        task(bench, 0, "app:0", 0);
        bench.at(210 * MINUTE - 1, () -> assertThat(missing(bench, "app:0")).isZero());
        bench.at(210 * MINUTE, () -> assertThat(missing(bench, "app:0")).isEqualTo(160));
        bench.run();
        assertThat(bench.pulls.totals().removedImages()).isEqualTo(1);
        assertThat(bench.pulls.totals().removedBytes()).isEqualTo(160 * MB);
    }

    @Test
    void anImageInUseStays() {
        PullBench bench = new PullBench(images(1), "a");
        bench.pullAt(0, 0, "app:0", 0);
        task(bench, SECOND, "app:0", 1);
        bench.at(100 * HOUR, () -> assertThat(missing(bench, "app:0")).isZero());
        bench.run();
    }

    /** R3.52. Pulled at least 1 h ago: with no wait for containers an image used at 50 min goes at 2 h, not at 1 h. */
    @Test
    void aYoungImageStays() {
        PullBench bench = new PullBench(images(1), "a");
        task(bench, 50 * MINUTE, "app:0", 0, 0);
        bench.at(110 * MINUTE, () -> assertThat(missing(bench, "app:0")).isZero());
        bench.at(120 * MINUTE, () -> assertThat(missing(bench, "app:0")).isEqualTo(160));
        bench.run();
    }

    /** R3.52. At most five a cycle, least recently used first; a base that another image needs stays. */
    @Test
    void fiveImagesGoACycleLeastRecentlyUsedFirst() {
        PullBench bench = new PullBench(images(7), "a");
        for (int i = 0; i < 7; i++) {
            task(bench, (6 - i) * SECOND * 10, "app:" + i, i); // app:6 is used first
        }
        bench.at(210 * MINUTE, () -> {
            assertThat(missing(bench, "app:6")).isEqualTo(60);
            assertThat(missing(bench, "app:2")).isEqualTo(60);
            assertThat(missing(bench, "app:1")).isZero();
            assertThat(missing(bench, "app:0")).isZero();
        });
        bench.at(240 * MINUTE, () -> assertThat(missing(bench, "app:0")).isEqualTo(160));
        bench.run();
        assertThat(bench.pulls.totals().removedImages()).isEqualTo(7);
    }

    /** Nobody looks for a day: the cycles of the day are made up for, in order, at the end. */
    @Test
    void cyclesThatNobodySawAreMadeUpFor() {
        PullBench bench = new PullBench(images(7), "a");
        for (int i = 0; i < 7; i++) {
            task(bench, i * 10 * SECOND, "app:" + i, i);
        }
        bench.runTo(HOUR);
        assertThat(bench.simulation.timeline().isOver()).isTrue();
        bench.at(
                24 * HOUR,
                () -> assertThat(bench.pulls.totals().removedImages()).isEqualTo(7));
        bench.run();
    }

    @Test
    void preferCachedNeverCleansUp() {
        PullBench bench = new PullBench(images(1).with(PullBehavior.PREFER_CACHED), "a");
        task(bench, 0, "app:0", 0);
        bench.at(100 * HOUR, () -> assertThat(missing(bench, "app:0")).isZero());
        bench.run();
    }

    /** The agent knows the images that its tasks have used, not what else the machine image holds. */
    @Test
    void onlyImagesThatTasksUsedAreCleanedUp() {
        PullBench bench = new PullBench(images(2).withPreloaded(Set.of("app:0", "app:1")), "a");
        task(bench, 0, "app:0", 0);
        bench.at(100 * HOUR, () -> {
            assertThat(missing(bench, "app:0")).isEqualTo(60);
            assertThat(missing(bench, "app:1")).isZero();
        });
        bench.run();
    }

    /** R3.50: {@code once} pulls again what was cleaned up. */
    @Test
    void oncePullsAgainWhatWasCleanedUp() {
        PullBench bench = new PullBench(images(1).with(PullBehavior.ONCE), "a");
        task(bench, 0, "app:0", 0);
        task(bench, HOUR, "app:0", 1);
        task(bench, 10 * HOUR, "app:0", 2);
        bench.run();
        assertThat(bench.pulledMicros.get(1L)).isEqualTo(HOUR);
        assertThat(bench.pulledMicros.get(2L)).isGreaterThan(10 * HOUR + 2 * SECOND);
    }

    @Test
    void aReleaseWithoutAHoldIsAFault() {
        PullBench bench = new PullBench(images(1), "a");
        assertThatThrownBy(() -> bench.pulls.released(0, "app:0", 0)).isInstanceOf(IllegalStateException.class);
    }
}
