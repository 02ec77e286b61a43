package io.ecsim.experiments.validation.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a seed of the published protocol decides. */
class SubmissionTest {

    private static List<OpenbPod> pods(int count, int gpus, int gpuMilli) {
        return IntStream.range(0, count)
                .mapToObj(i -> new OpenbPod("pod-" + i, 1_000, 1_000, gpus, gpuMilli, ""))
                .toList();
    }

    private static long asked(List<OpenbPod> pods, Submission submission) {
        return submission.pods().stream()
                .mapToLong(pod -> pods.get(pod).totalMilli())
                .sum();
    }

    /**
     * Ten GPUs: 13,000 thousandths. A pod of two is still let in at 12,000, for one of its GPUs fits: the authors'
     * rule.
     */
    @Test
    void podsAreDrawnAgainUpTo130Percent() {
        List<OpenbPod> shared = pods(8, 1, 500);
        Submission submission = Submission.of(shared, 3, 10_000, 42);
        assertThat(asked(shared, submission)).isEqualTo(13_000);
        assertThat(submission.pods().subList(0, 8)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(submission.nodes()).containsExactlyInAnyOrder(0, 1, 2);

        List<OpenbPod> pairs = pods(3, 2, 1000);
        assertThat(asked(pairs, Submission.of(pairs, 3, 10_000, 42))).isEqualTo(14_000);
    }

    @Test
    void podsAreTakenOutDownTo130Percent() {
        List<OpenbPod> pods = pods(40, 1, 700);
        Submission submission = Submission.of(pods, 3, 10_000, 42);
        assertThat(asked(pods, submission)).isEqualTo(12_600);
        assertThat(submission.pods()).doesNotHaveDuplicates();
    }

    @Test
    void aSeedIsAnOrder() {
        List<OpenbPod> pods = pods(40, 1, 700);
        Submission once = Submission.of(pods, 50, 10_000, 42);
        assertThat(Submission.of(pods, 50, 10_000, 42).pods()).isEqualTo(once.pods());
        assertThat(Submission.of(pods, 50, 10_000, 42).nodes()).isEqualTo(once.nodes());
        assertThat(Submission.of(pods, 50, 10_000, 43).pods()).isNotEqualTo(once.pods());
    }
}
