package io.ecsim.experiments.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiments.theory.SharedLink.TaskClass;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact values that simulations are held against, to the digits in which they are known. */
class ExactTheoryTest {

    private static final double LAST_DIGIT = 5.1e-7;

    @ParameterizedTest(name = "c={0} a={1}")
    @CsvSource({
        "10, 8, 0.121661, 0.409180, 0.204590",
        "50, 45, 0.054104, 0.363864, 0.072773",
        "100, 90, 0.026957, 0.216940, 0.021694",
        "1000, 970, 0.009529, 0.242823, 0.008094",
    })
    void erlang(int servers, double load, double blocking, double waitProbability, double meanWait) {
        assertThat(new LossSystem(servers, load).blocking()).isCloseTo(blocking, within(LAST_DIGIT));
        DelaySystem queue = new DelaySystem(servers, load);
        assertThat(queue.waitProbability()).isCloseTo(waitProbability, within(LAST_DIGIT));
        assertThat(queue.meanWaitInServiceTimes()).isCloseTo(meanWait, within(LAST_DIGIT));
        assertThat(queue.meanBusy()).isEqualTo(load);
    }

    @Test
    void oneServerAgreesWithTheTextbook() {
        assertThat(new LossSystem(1, 0.5).blocking()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(new LossSystem(1, 0.5).meanBusy()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(new DelaySystem(1, 0.75).waitProbability()).isCloseTo(0.75, within(1e-15));
        assertThat(new DelaySystem(1, 0.75).meanWaitInServiceTimes()).isCloseTo(3, within(1e-14));
    }

    @Test
    void kaufmanRoberts() {
        SharedLink link = new SharedLink(16, List.of(new TaskClass(1, 4), new TaskClass(2, 2), new TaskClass(4, 1)));
        double[] expected = {0.059294, 0.127869, 0.290520};
        double[] blocking = link.blocking();
        for (int i = 0; i < expected.length; i++) {
            assertThat(blocking[i]).as("class %d", i).isCloseTo(expected[i], within(LAST_DIGIT));
        }
        assertThat(link.meanOccupancy()).isCloseTo(0.630579, within(LAST_DIGIT));
        assertThat(Arrays.stream(link.occupancy()).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void oneClassOfSizeOneIsErlangBAlsoWhereWeightsOverflow() {
        SharedLink link = new SharedLink(1_000, List.of(new TaskClass(1, 970)));
        assertThat(link.blocking()[0]).isCloseTo(new LossSystem(1_000, 970).blocking(), within(1e-12));
        assertThat(new SharedLink(4, List.of(new TaskClass(5, 1))).blocking()).containsExactly(1);
    }

    @Test
    void unlimitedServersAndRenewal() {
        assertThat(new UnlimitedServers(0.25, 40).mean()).isEqualTo(10);
        assertThat(new UnlimitedServers(0.25, 40).variance()).isEqualTo(10);
        assertThat(new AlternatingRenewal(99, 1).availability()).isEqualTo(0.99);
    }

    @Test
    void sharedShocks() {
        SharedShock always = new SharedShock(0.1, 1, 0.3); // both fall together, and come back one by one
        assertThat(always.down()).isCloseTo(0.25, within(1e-12));
        // weights 9, 3 and 2 of two, one and none up
        assertThat(always.bothDown()).isCloseTo(2 / 14.0, within(1e-12));
        SharedShock half = new SharedShock(2e-5, 0.5, 5e-5);
        assertThat(half.down()).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(half.bothDown()).isCloseTo(0.08 / 1.38, within(1e-12));
        assertThat(half.correlation()).isCloseTo((0.08 / 1.38 - 1 / 36.0) / (5 / 36.0), within(1e-12));
        SharedShock rare = new SharedShock(1, 1e-6, 1);
        assertThat(rare.correlation()).as("shocks that take one at most").isCloseTo(0, within(1e-6));
    }

    @Test
    void refusesWhatHasNoSteadyState() {
        assertThatThrownBy(() -> new DelaySystem(10, 10)).hasMessage("load must be below the 10 servers, was 10.0");
        assertThatThrownBy(() -> new LossSystem(0, 1)).hasMessage("servers must be at least 1, was 0");
        assertThatThrownBy(() -> new LossSystem(1, Double.NaN)).hasMessage("load must be finite and above 0, was NaN");
        assertThatThrownBy(() -> new SharedLink(1, List.of())).hasMessage("a shared link needs a class of tasks");
        assertThatThrownBy(() -> new TaskClass(0, 1)).hasMessage("size must be at least 1, was 0");
        assertThatThrownBy(() -> new AlternatingRenewal(1, -1))
                .hasMessage("mean time to repair must be finite and at least 0, was -1.0");
    }

    /** Two servers and three customers by hand, who think for two service times. */
    @Test
    void aClosedSystemOfThreeCustomersByHand() {
        ClosedSystem system = new ClosedSystem(2, 3, 2);
        // n: 0, 1, 2, 3 with rates (3 - n) / 2 up and min(n, 2) down: 1, 3/2, 3/4, 3/16
        double total = 1 + 1.5 + 0.75 + 0.1875;
        assertThat(system.present()[2]).isCloseTo(0.75 / total, within(1e-12));
        double present = (1.5 + 2 * 0.75 + 3 * 0.1875) / total;
        assertThat(system.meanPresent()).isCloseTo(present, within(1e-12));
        assertThat(system.throughput()).isCloseTo((1.5 + 2 * 0.75 + 2 * 0.1875) / total, within(1e-12));
        assertThat(system.meanWaitInServiceTimes()).isCloseTo(0.1875 / (1.5 + 2 * 0.75 + 2 * 0.1875), within(1e-12));
    }

    @Test
    void customersWhoHaveAServerEachNeverWait() {
        assertThat(new ClosedSystem(5, 5, 3).meanWaitInServiceTimes()).isCloseTo(0, within(1e-12));
        assertThat(new ClosedSystem(5, 5, 3).throughput()).isCloseTo(5.0 / 4, within(1e-12));
        assertThat(new ClosedSystem(10, 2000, 1).throughput()).isCloseTo(10, within(1e-9));
    }

    /** One server, loads 0.2 and 0.5: a task waits 0.7 for the one in service; then Cobham's denominators. */
    @Test
    void prioritiesByHandAndConserved() {
        PriorityDelaySystem one = new PriorityDelaySystem(1, List.of(0.2, 0.5));
        assertThat(one.meanWaitsInServiceTimes()[0]).isCloseTo(0.7 / 0.8, within(1e-12));
        assertThat(one.meanWaitsInServiceTimes()[1]).isCloseTo(0.7 / (0.8 * 0.3), within(1e-12));
        PriorityDelaySystem ten = new PriorityDelaySystem(10, List.of(3.0, 2.0, 3.5));
        assertThat(ten.meanWaitInServiceTimes())
                .isCloseTo(new DelaySystem(10, 8.5).meanWaitInServiceTimes(), within(1e-12));
    }
}
