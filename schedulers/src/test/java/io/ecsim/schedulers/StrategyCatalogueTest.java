package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyCatalogueTest {

    private static final String KNOWN = "known: binpack(cpu), binpack(memory), spread(instanceId), "
            + "spread(attribute:NAME), random, first-fit, next-fit, best-fit(MEASURE), worst-fit(MEASURE), dot-product, "
            + "weighted-dot-product, weighted-dot-product(CPU:MEMORY:GPU), l2-norm, cosine, tetris, least-allocated, "
            + "most-allocated, stranding-aware(W), lifetime-aware(ACCURACY), zone-headroom, round-robin, power-of-two, "
            + "power-of-k(K), image-locality, weighted(W*STRATEGY + ...), fgd, fgd-cpu-memory, gpu-packing, gpu-clustering, "
            + "gpu-best-fit, gpu-dot-product, gpu-random, look-ahead(CHAIN, INTERVAL), min-cost-flow(RANKING, INTERVAL), shared-state(CHAIN, SCHEDULERS, DECISION), "
            + "repack(CHAIN, INTERVAL, BUDGET%), "
            + "default-service, default-task";

    private final StrategyCatalogue catalogue = BuiltInStrategies.catalogue();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binpack(memory)| binpack(memory)",
                "' binpack ( memory ) '| binpack(memory)",
                "spread(host)| spread(instanceId)",
                "spread(attribute:ecs.availability-zone),binpack(memory)|"
                        + "spread(attribute:ecs.availability-zone), binpack(memory)",
                "spread(attribute:rack), spread(attribute:ecs.os-type), random|"
                        + "spread(attribute:rack), spread(attribute:ecs.os-type), random",
                "power-of-k(3)| power-of-k(3)",
                "power-of-k ( 2 )| power-of-two",
                "best-fit(sum)| best-fit(sum)",
                "best-fit(cpu)| binpack(cpu)",
                "worst-fit(product)| worst-fit(product)",
                "weighted-dot-product( 2 : 1:0)| weighted-dot-product(2:1:0)",
                "stranding-aware(0.50)| stranding-aware(0.5)",
                "stranding-aware(1.0)| stranding-aware(1)",
                "lifetime-aware(0.875)| lifetime-aware(0.875)",
                "'weighted( 1.50*binpack(memory)+2*spread( host ) ), first-fit'|"
                        + "'weighted(1.5*binpack(memory) + 2*spread(instanceId)), first-fit'",
                "weighted(1*stranding-aware(0.1) + 1*spread(attribute:rack))|"
                        + "weighted(1*stranding-aware(0.1) + 1*spread(attribute:rack))",
                "default-service| default-service",
                "''| default-task",
            })
    void readsAChainAndNamesItInOneWay(String text, String name) {
        assertThat(catalogue.parse(text).name()).isEqualTo(name);
    }

    /** However deep a text is, it is refused in one line. */
    @Test
    void parenthesesAreNestedEightDeep() {
        String deep = "look-ahead(".repeat(4_000) + "random" + ", 1s)".repeat(4_000);
        assertThatThrownBy(() -> catalogue.parse(deep))
                .isInstanceOfSatisfying(
                        StrategySyntaxException.class,
                        wrong -> assertThat(wrong.position()).isEqualTo(9 * "look-ahead(".length() - 1))
                .hasMessage("more than 8 parentheses in each other");
    }

    @Test
    void everyNameLeadsToItsOwnStrategy() {
        for (StrategyProvider provider : BuiltInStrategies.strategies()) {
            String name = provider.info().name();
            assertThat(names(catalogue.parse(name))).containsExactly(name);
        }
    }

    @Test
    void withoutAStrategyTheDefaultsOfEcsApply() {
        assertThat(names(catalogue.chain(List.of(), true)))
                .as("R1.32")
                .containsExactly("spread(attribute:ecs.availability-zone)", "spread(instanceId)");
        assertThat(names(catalogue.chain(List.of(), false))).as("R1.31").containsExactly("random");
        assertThat(names(catalogue.parse("  "))).as("R1.31").containsExactly("random");
    }

    @Test
    void readsTheSpecificationsOfEcs() {
        StrategyChain chain = catalogue.chain(
                List.of(
                        new PlacementStrategy.Spread("attribute:ecs.availability-zone"),
                        new PlacementStrategy.Spread("host"),
                        new PlacementStrategy.Binpack(BinpackField.CPU),
                        new PlacementStrategy.Random()),
                false);
        assertThat(names(chain))
                .containsExactly(
                        "spread(attribute:ecs.availability-zone)", "spread(instanceId)", "binpack(cpu)", "random");
        assertThat(chain.name()).isEqualTo(String.join(", ", names(chain)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binpak(memory)| unknown strategy \"binpak(memory)\", did you mean \"binpack(memory)\"? KNOWN",
                "Random| unknown strategy \"Random\", did you mean \"random\"? KNOWN",
                "firstfit| unknown strategy \"firstfit\", did you mean \"first-fit\"? KNOWN",
                "spred(attribute:rack)|"
                        + "unknown strategy \"spred(attribute:rack)\", did you mean \"spread(attribute:rack)\"? KNOWN",
                "annealing| unknown strategy \"annealing\"; KNOWN",
                "binpack(disk)| unknown strategy \"binpack(disk)\"; binpack is written binpack(cpu) or binpack(memory)",
                "binpack| unknown strategy \"binpack\"; binpack is written binpack(cpu) or binpack(memory)",
                "spread| unknown strategy \"spread\"; spread is written spread(instanceId) or spread(attribute:NAME)",
                "spread(zone)| spread takes instanceId, host or attribute:NAME, found zone",
                "spread(attribute:a b)| 'spread(attribute:NAME): a name has 1 to 128 letters, digits, - _ / \\ . (R1.44),"
                        + " found \"a b\"'",
                "power-of-k(1)| 'power-of-k(K): K is a whole number from 2 to 64, found 1'",
                "power-of-k(many)| 'power-of-k(K): K is a whole number from 2 to 64, found \"many\"'",
                "power-of-k| unknown strategy \"power-of-k\"; power-of-k is written power-of-k(K)",
                "best-fit(disk)|"
                        + "'best-fit(MEASURE): MEASURE is one of cpu, memory, gpu, sum, max, product, found \"disk\"'",
                "stranding-aware(1.01)|"
                        + "'stranding-aware(W): W is a number from 0 to 1 with at most 2 decimals, found \"1.01\"'",
                "weighted-dot-product(0:0:0)|"
                        + "'weighted-dot-product(CPU:MEMORY:GPU): three weights from 0 to 1000, not all 0, such as 2:1:1,"
                        + " found \"0:0:0\"'",
                "weighted(1*cosine)|"
                        + "'weighted(W*STRATEGY + ...) adds 2 to 8 strategies with + between them, found 1'",
                "weighted(1*cosine + binpack(cpu))|"
                        + "'weighted(W*STRATEGY + ...): a term is a weight, * and a strategy, such as 0.5*binpack(memory),"
                        + " found \"binpack(cpu)\"'",
                "weighted(0*cosine + 1*l2-norm)|"
                        + "'weighted(W*STRATEGY + ...): a weight is above 0 and at most 1000, found 0'",
                "weighted(1*cosine + 1*random)|"
                        + "'weighted(W*STRATEGY + ...): random picks one instance and has no costs to add up'",
                "weighted(1*cosine + 1*weighted(1*cosine + 1*l2-norm))|"
                        + "'weighted(W*STRATEGY + ...): weighted(1*cosine + 1*l2-norm) picks one instance and has no costs"
                        + " to add up'",
                "powerof-k(3)| unknown strategy \"powerof-k(3)\", did you mean \"power-of-k(3)\"? KNOWN",
                "'binpack(cpu, random'| 'a parenthesis is not closed in \"binpack(cpu, random\"'",
                "'random, , binpack(cpu)'| 'an empty entry in \"random, , binpack(cpu)\" where a strategy is expected'",
                "'look-ahead(binpack(cpu), 1s), random'| 'look-ahead(binpack(cpu), 1s) is a whole chain and must stand alone,"
                        + " found in \"look-ahead(binpack(cpu), 1s), random\"'",
                "'look-ahead(binpack(cpu))'| 'look-ahead(CHAIN, INTERVAL): INTERVAL: a whole number with us, ms, s, m or h,"
                        + " from 0s to 24h; found \"binpack(cpu)\"'",
                "'look-ahead(binpack(cpu), 25h)'| 'look-ahead(CHAIN, INTERVAL): INTERVAL: a whole number with us, ms, s, m"
                        + " or h, from 0s to 24h; found \"25h\"'",
                "'look-ahead(look-ahead(random, 1s), 1s)'|"
                        + "'look-ahead(random, 1s) is a whole chain and must stand alone'",
                "'look-ahead(random,random,random,random,random,random, 1s)'|"
                        + "'look-ahead(CHAIN, INTERVAL): found 6 strategies; ECS allows 5 (R1.7)'",
                "'min-cost-flow(round-robin, 1s)'| 'min-cost-flow(RANKING, INTERVAL) adds up the costs of a ranking,"
                        + " which round-robin is not'",
                "'min-cost-flow(random, first-fit, 1s)'|"
                        + "'min-cost-flow(RANKING, INTERVAL) adds up the costs of one ranking, found 2'",
                "'shared-state(random, 0, 1s)'| 'shared-state(CHAIN, SCHEDULERS, DECISION): SCHEDULERS is a whole number"
                        + " from 1 to 1000, found 0'",
                "'shared-state(random, 2, 25h)'| 'shared-state(CHAIN, SCHEDULERS, DECISION): DECISION: a whole number with"
                        + " us, ms, s, m or h, from 0s to 24h; found \"25h\"'",
                "'repack(random, 0s, 5%)'| 'repack(CHAIN, INTERVAL, BUDGET%): INTERVAL must be longer than 0s'",
                "'repack(random, 1m, 101%)'| 'repack(CHAIN, INTERVAL, BUDGET%): BUDGET: most tasks moved in a round, in per"
                        + " cent of those on instances, 0 to 100 with at most two decimals, found 101'",
                "'repack(random, 1m, 5)'| 'repack(CHAIN, INTERVAL, BUDGET%): BUDGET: most tasks moved in a round, in per"
                        + " cent of those on instances, 0 to 100 with at most two decimals, with %; found \"5\"'",
                "'repack(look-ahead(random, 1s), 1m, 5%)'|"
                        + "'look-ahead(random, 1s) is a whole chain and must stand alone'",
                "'random, default-service'|"
                        + "'\"default-service\" is a whole chain and must stand alone, found in \"random, default-service\"'",
            })
    void refusesWhatItDoesNotKnow(String text, String message) {
        assertThatThrownBy(() -> catalogue.parse(text))
                .isInstanceOf(StrategySyntaxException.class)
                .hasMessage(message.replace("KNOWN", KNOWN));
    }

    @Test
    void readsStrategiesThatPlanInRounds() {
        for (String text : List.of(
                "look-ahead(spread(attribute:rack), binpack(memory), 1s)",
                "look-ahead(random, 0s)",
                "min-cost-flow(dot-product, 1500ms)",
                "min-cost-flow(first-fit, 24h)",
                "shared-state(spread(attribute:rack), random, 4, 200ms)",
                "repack(spread(attribute:rack), binpack(cpu), 10m, 0%)",
                "repack(best-fit(sum), 1h, 2.5%)",
                "repack(random, 30s, 100%)")) {
            assertThat(names(catalogue.parse(text))).containsExactly(text);
        }
        assertThat(names(catalogue.parse(" min-cost-flow ( binpack(cpu) ,60s)")))
                .containsExactly("min-cost-flow(binpack(cpu), 1m)");
        assertThat(names(catalogue.parse("repack(random,60s,10.0 %)"))).containsExactly("repack(random, 1m, 10%)");
    }

    /** Also inside of a strategy that holds others. */
    @Test
    void saysWhereAFaultyEntryInsideAnotherBegins() {
        assertThatThrownBy(() -> catalogue.parse("look-ahead(random,  binpak(cpu), 1s)"))
                .isInstanceOfSatisfying(
                        StrategySyntaxException.class,
                        fault -> assertThat(fault.text().substring(fault.position()))
                                .isEqualTo("binpak(cpu), 1s)"));
    }

    @Test
    void saysWhereTheFaultyEntryBegins() {
        assertThatThrownBy(() -> catalogue.parse("random,  binpak(cpu)"))
                .isInstanceOfSatisfying(
                        StrategySyntaxException.class,
                        fault -> assertThat(fault.text().substring(fault.position()))
                                .isEqualTo("binpak(cpu)"));
    }

    /** The position is that of the innermost fault. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'random, weighted(1*cosine + 2 * binpak(cpu))'| binpak(cpu))",
                "'weighted ( 1*cosine+ oops)'| oops)",
                "'first-fit, weighted(1*cosine + 1*random)'| 1*random)",
                "'first-fit, power-of-k(99)'| power-of-k(99)",
                "'first-fit, weighted(1*cosine + 3*best-fit(sun))'| best-fit(sun))",
                "'first-fit, binpack(cpu'| (cpu",
            })
    void saysWhereInsideTheFaultIs(String text, String fromFault) {
        assertThatThrownBy(() -> catalogue.parse(text))
                .isInstanceOfSatisfying(
                        StrategySyntaxException.class,
                        fault -> assertThat(fault.text().substring(fault.position()))
                                .isEqualTo(fromFault));
    }

    @Test
    void refusesMoreThanFive() {
        assertThat(catalogue.parse("random,random,random,random,random").strategies())
                .hasSize(5);
        assertThatThrownBy(() -> catalogue.parse("random,random,random,random,random,random"))
                .isInstanceOf(StrategySyntaxException.class)
                .hasMessage("\"random,random,random,random,random,random\" has 6 strategies; ECS allows 5 (R1.7)");
    }

    @Test
    void knowsAUsersOwnStrategyAndRefusesATakenName() {
        StrategyProvider own = StrategyProvider.ranking("fewest-tasks", "a test", (request, i) -> i.tasks());
        assertThat(names(catalogue.with(own).parse("fewest-tasks, random"))).containsExactly("fewest-tasks", "random");

        StrategyProvider taken = StrategyProvider.ranking("random", "a test", (request, i) -> 0);
        assertThatThrownBy(() -> catalogue.with(taken)).hasMessage("two strategies are named \"random\"");
        StrategyProvider takenByChain = StrategyProvider.ranking("default-service", "a test", (request, i) -> 0);
        assertThatThrownBy(() -> catalogue.with(takenByChain))
                .hasMessage("two strategies are named \"default-service\"");
    }

    private static List<String> names(StrategyChain chain) {
        return chain.strategies().stream()
                .map(strategy -> strategy.info().name())
                .toList();
    }
}
