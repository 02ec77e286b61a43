package io.ecsim.faults;

import static io.ecsim.faults.WatchedFleet.always;
import static io.ecsim.faults.WatchedFleet.instance;
import static io.ecsim.faults.WatchedFleet.live;
import static io.ecsim.faults.WatchedFleet.shocks;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.faults.Shock.Domain;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Common shocks against the closed forms of Marshall and Olkin. With repairs that take no time, the falls of an instance are
 * a Poisson process of rate sum(share / mean) over the domains it is in, and the falls of two instances have the covariance
 * sum(share² / mean) over the domains they share, for each second.
 */
class ShocksTest {

    private static final double SECONDS = 1_000;
    private static final int REPLICATIONS = 4_000;

    // 0 and 1 share zone, pool and image; 0 and 2 the zone; 0 and 3 the pool; 0 and 4 the image; 0 and 5 the region
    private static final List<ContainerInstance> FLEET = List.of(
            instance("i-0", "x", "p", "ami", false),
            instance("i-1", "x", "p", "ami", false),
            instance("i-2", "x", "q", "", false),
            instance("i-3", "y", "p", "other", false),
            instance("i-4", "y", "q", "ami", false),
            instance("i-5", "z", "r", "", false));

    private static final List<Shock> ALL = List.of(
            shock(Domain.INSTANCE, 400, 0.9),
            shock(Domain.POOL, 300, 0.5),
            shock(Domain.IMAGE, 500, 0.8),
            shock(Domain.ZONE, 250, 0.4),
            shock(Domain.REGION, 600, 0.7));

    private static Shock shock(Domain domain, double mean, double share) {
        return new Shock(domain, List.of(), mean, share, always(1e-6));
    }

    /** Means, variances and covariances of the numbers of falls, over replications. */
    private record Falls(double[] mean, double[][] covariance) {

        static Falls of(FaultPlan plan) {
            int size = FLEET.size();
            double[] sum = new double[size];
            double[][] products = new double[size][size];
            for (int replication = 0; replication < REPLICATIONS; replication++) {
                WatchedFleet lived = live(FLEET, plan, new Streams(77, replication), SECONDS);
                for (int i = 0; i < size; i++) {
                    sum[i] += lived.falls.get(i).size();
                    for (int j = 0; j < size; j++) {
                        products[i][j] += (double) lived.falls.get(i).size()
                                * lived.falls.get(j).size();
                    }
                }
            }
            double[][] covariance = new double[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    covariance[i][j] = (products[i][j] - sum[i] * sum[j] / REPLICATIONS) / (REPLICATIONS - 1);
                }
            }
            for (int i = 0; i < size; i++) {
                sum[i] /= REPLICATIONS;
            }
            return new Falls(sum, covariance);
        }
    }

    private static double rate(Domain... domains) {
        double rate = 0;
        for (Domain domain : domains) {
            Shock shock = ALL.get(domain.ordinal());
            rate += shock.share() / shock.meanSeconds();
        }
        return rate;
    }

    private static double sharedRate(Domain... domains) {
        double rate = 0;
        for (Domain domain : domains) {
            Shock shock = ALL.get(domain.ordinal());
            rate += shock.share() * shock.share() / shock.meanSeconds();
        }
        return rate;
    }

    /** Five standard errors of the mean of Poisson counts. */
    private static double meanTolerance(double rate) {
        return 5 * Math.sqrt(rate * SECONDS / REPLICATIONS);
    }

    @Test
    void ratesAndCorrelationsAreThoseOfMarshallAndOlkin() {
        Falls falls = Falls.of(FaultPlan.NONE.withShocks(ALL));
        double withImage = rate(Domain.values());
        double withoutImage = rate(Domain.INSTANCE, Domain.POOL, Domain.ZONE, Domain.REGION);
        double[] rates = {withImage, withImage, withoutImage, withImage, withImage, withoutImage};
        for (int i = 0; i < rates.length; i++) {
            assertThat(Math.abs(falls.mean()[i] - rates[i] * SECONDS))
                    .as("mean falls of instance %d", i)
                    .isLessThan(meanTolerance(rates[i]));
        }
        assertCorrelation(falls, rates, 1, sharedRate(Domain.POOL, Domain.IMAGE, Domain.ZONE, Domain.REGION));
        assertCorrelation(falls, rates, 2, sharedRate(Domain.ZONE, Domain.REGION));
        assertCorrelation(falls, rates, 3, sharedRate(Domain.POOL, Domain.REGION));
        assertCorrelation(falls, rates, 4, sharedRate(Domain.IMAGE, Domain.REGION));
        assertCorrelation(falls, rates, 5, sharedRate(Domain.REGION));
    }

    /** The correlation of instance 0 and another; a sample correlation has a standard error below 1 / sqrt(n). */
    private static void assertCorrelation(Falls falls, double[] rates, int other, double shared) {
        double exact = shared / Math.sqrt(rates[0] * rates[other]);
        double found =
                falls.covariance()[0][other] / Math.sqrt(falls.covariance()[0][0] * falls.covariance()[other][other]);
        assertThat(Math.abs(found - exact))
                .as("correlation with instance %d: found %.3f, exact %.3f", other, found, exact)
                .isLessThan(5 / Math.sqrt(REPLICATIONS));
    }

    @Test
    void theTestNoticesShocksThatComeToEachInstanceByItself() {
        List<Shock> alone = ALL.stream()
                .map(shock -> shock(Domain.INSTANCE, shock.meanSeconds(), shock.share()))
                .toList();
        Falls falls = Falls.of(FaultPlan.NONE.withShocks(alone));
        double rate = rate(Domain.values());
        assertThat(Math.abs(falls.mean()[0] - rate * SECONDS))
                .as("the rate alone does not tell")
                .isLessThan(meanTolerance(rate));
        double found = falls.covariance()[0][1] / Math.sqrt(falls.covariance()[0][0] * falls.covariance()[1][1]);
        double exact = sharedRate(Domain.POOL, Domain.IMAGE, Domain.ZONE, Domain.REGION) / rate;
        assertThat(Math.abs(found - exact)).isGreaterThan(5 / Math.sqrt(REPLICATIONS));
    }

    @Test
    void aShockTakesMembersDownAtOneInstant() {
        // share 1: whoever is up falls with the others
        WatchedFleet lived = live(FLEET, shocks(shock(Domain.ZONE, 100, 1)), new Streams(3, 0), SECONDS);
        assertThat(lived.falls.get(0))
                .hasSizeGreaterThan(3)
                .isEqualTo(lived.falls.get(1))
                .isEqualTo(lived.falls.get(2));
        assertThat(lived.falls.get(3)).isEqualTo(lived.falls.get(4)).isNotEqualTo(lived.falls.get(0));
    }

    @Test
    void onlyTheNamedDomainsAreHit() {
        Shock pool = new Shock(Domain.POOL, List.of("q"), 10, 1, always(1));
        WatchedFleet lived = live(FLEET, shocks(pool), new Streams(3, 0), SECONDS);
        assertThat(lived.falls.get(2)).hasSizeGreaterThan(10).isEqualTo(lived.falls.get(4));
        assertThat(lived.falls.get(0)).isEmpty();
        assertThat(lived.falls.get(5)).isEmpty();
    }

    @Test
    void whoIsDownIsNotHitAndShocksGoOnWithoutIt() {
        // repairs outlast the run: every instance falls once at most, at a time of the shocks that repairs do not move
        Shock slow = new Shock(Domain.REGION, List.of(), 100, 0.5, always(10 * SECONDS));
        Shock quick = new Shock(Domain.REGION, List.of(), 100, 0.5, always(1e-6));
        Collection<Double> once = new TreeSet<>();
        live(FLEET, shocks(slow), new Streams(9, 0), SECONDS).falls.forEach(once::addAll);
        List<List<Double>> often = live(FLEET, shocks(quick), new Streams(9, 0), SECONDS).falls;
        List<Double> first = new ArrayList<>();
        often.forEach(falls -> first.add(falls.get(0)));
        assertThat(once).isEqualTo(new TreeSet<>(first));
        assertThat(often).allSatisfy(falls -> assertThat(falls).hasSizeGreaterThan(1));
    }

    @Test
    void anotherKindOfShockMovesNoTime() {
        List<List<Double>> alone = live(FLEET, shocks(ALL.get(3)), new Streams(9, 0), SECONDS).falls;
        List<List<Double>> both = live(FLEET, shocks(ALL.get(0), ALL.get(3)), new Streams(9, 0), SECONDS).falls;
        for (int i = 0; i < FLEET.size(); i++) {
            assertThat(both.get(i)).containsAll(alone.get(i));
        }
    }
}
