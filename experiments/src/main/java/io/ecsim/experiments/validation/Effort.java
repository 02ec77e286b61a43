package io.ecsim.experiments.validation;

import io.ecsim.workloads.law.Lifetime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long the suite may take. The lengths come from the asymptotic variances of birth-and-death processes (Whitt,
 * Management Science 35, 1989; Operations Research 40, 1992): to know the mean wait of M/M/c within 1 % takes 60 million
 * tasks with 10 servers at 80 % load and six thousand million with 1,000 servers at 97 %.
 */
public enum Effort {
    /** A few seconds: the small systems with wide intervals, and every planted fault. */
    QUICK {
        @Override
        List<Oracle> oracles() {
            return quick();
        }
    },
    /** About a minute on two free cores: all systems; the waits of the large queues wider than the rule. */
    STANDARD {
        @Override
        List<Oracle> oracles() {
            return all(
                    new Delay(36e6, 0.03, 0.035),
                    new Delay(40e6, 0.03, 0.045),
                    new Delay(50e6, 0.06, 0.14),
                    new Delay(12e6, 0.03, 0.035));
        }
    },
    /** One to two hours on two free cores: every interval as narrow as the rule wants. */
    FULL {
        @Override
        List<Oracle> oracles() {
            return all(
                    new Delay(400e6, 0.03, 0.01),
                    new Delay(800e6, 0.03, 0.01),
                    new Delay(8_000e6, 0.03, 0.01),
                    new Delay(200e6, 0.03, 0.01));
        }
    };

    private static final int REPLICATIONS = 128;
    private static final int QUICK_REPLICATIONS = 32;
    private static final double FAULT_TASKS_PER_REPLICATION = 20_000;
    private static final double FAULT_CYCLES = 100;
    private static final double SHOCKS = 160_000;

    private static final String PACK = "binpack(memory)";
    private static final String SPREAD = "spread(instanceId)";
    private static final String ZONES = "spread(attribute:ecs.availability-zone), binpack(cpu)";

    /**
     * The length of a delay system.
     *
     * @param tasks measured in all replications together
     * @param waitAim width of P(wait) that it reaches
     * @param meanAim width of the mean wait that it reaches
     */
    private record Delay(double tasks, double waitAim, double meanAim) {

        Oracle oracle(Servers servers, String strategy) {
            return QueueOracles.delay(servers, strategy, REPLICATIONS, tasks / REPLICATIONS, waitAim, meanAim);
        }

        Oracle ofPriorities(boolean strictFifo) {
            return PriorityOracles.queue(strictFifo, REPLICATIONS, tasks / REPLICATIONS, meanAim);
        }
    }

    /** Returns the effort of that name in lower case. */
    public static Optional<Effort> ofKey(String key) {
        return Arrays.stream(values())
                .filter(effort -> effort.key().equals(key))
                .findFirst();
    }

    /** Returns the name in lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the systems to run, in the order of the report. */
    abstract List<Oracle> oracles();

    private static List<Oracle> all(Delay fifty, Delay hundred, Delay thousand, Delay priorities) {
        List<Oracle> oracles = new ArrayList<>();
        oracles.add(new Delay(80e6, 0.03, 0.01).oracle(Servers.TEN, PACK));
        oracles.add(fifty.oracle(Servers.FIFTY, SPREAD));
        oracles.add(hundred.oracle(Servers.HUNDRED, ZONES));
        oracles.add(thousand.oracle(Servers.THOUSAND, PACK));
        oracles.add(loss(Servers.TEN, ServiceLaws.EXPONENTIAL, "M", PACK, 1.1e6));
        oracles.add(loss(Servers.TEN, ServiceLaws.LOGNORMAL, "LN", PACK, 1.1e6));
        oracles.add(loss(Servers.TEN, ServiceLaws.CONSTANT, "D", PACK, 1.1e6));
        oracles.add(loss(Servers.FIFTY, ServiceLaws.EXPONENTIAL, "M", SPREAD, 4e6));
        oracles.add(loss(Servers.FIFTY, ServiceLaws.LOGNORMAL, "LN", "random", 4e6));
        oracles.add(loss(Servers.HUNDRED, ServiceLaws.EXPONENTIAL, "M", ZONES, 10e6));
        oracles.add(loss(Servers.THOUSAND, ServiceLaws.EXPONENTIAL, "M", PACK, 84e6));
        for (Law law : Law.values()) {
            oracles.add(QueueOracles.unlimited(law.service, law.letter, REPLICATIONS, 5_000));
        }
        for (Law law : Law.values()) {
            oracles.add(SharedLinkOracles.link(law.service, law.letter, REPLICATIONS, 2_500));
        }
        oracles.addAll(RenewalOracles.all(REPLICATIONS, 100));
        oracles.add(ShockOracles.pair(REPLICATIONS, SHOCKS / REPLICATIONS));
        oracles.add(priorities.ofPriorities(false));
        oracles.add(priorities.ofPriorities(true));
        oracles.add(ClosedLoopOracles.loop(REPLICATIONS, 70_000, 0.01));
        oracles.add(RequestOracles.sharing(1, REPLICATIONS, 60_000, 0.03));
        oracles.add(RequestOracles.sharing(4, REPLICATIONS, 60_000, 0.03));
        oracles.addAll(faults(REPLICATIONS));
        return oracles;
    }

    private static List<Oracle> quick() {
        List<Oracle> oracles = new ArrayList<>();
        oracles.add(QueueOracles.delay(Servers.TEN, PACK, QUICK_REPLICATIONS, 40_000, 0.04, 0.09));
        oracles.add(QueueOracles.loss(Servers.TEN, ServiceLaws.LOGNORMAL, "LN", PACK, QUICK_REPLICATIONS, 30_000));
        oracles.add(QueueOracles.loss(Servers.FIFTY, ServiceLaws.CONSTANT, "D", ZONES, QUICK_REPLICATIONS, 90_000));
        oracles.add(QueueOracles.unlimited(ServiceLaws.CONSTANT, "D", QUICK_REPLICATIONS, 16_000));
        oracles.add(SharedLinkOracles.link(ServiceLaws.LOGNORMAL, "LN", QUICK_REPLICATIONS, 10_000));
        oracles.addAll(RenewalOracles.all(QUICK_REPLICATIONS, 100));
        oracles.add(ShockOracles.pair(QUICK_REPLICATIONS, SHOCKS / QUICK_REPLICATIONS));
        oracles.add(PriorityOracles.queue(false, QUICK_REPLICATIONS, 20_000, 0.15));
        oracles.add(ClosedLoopOracles.loop(QUICK_REPLICATIONS, 20_000, 0.05));
        oracles.add(RequestOracles.sharing(1, QUICK_REPLICATIONS, 40_000, 0.07));
        oracles.add(RequestOracles.sharing(4, QUICK_REPLICATIONS, 40_000, 0.07));
        oracles.addAll(faults(QUICK_REPLICATIONS));
        return oracles;
    }

    private static Oracle loss(Servers servers, Lifetime service, String letter, String strategy, double tasks) {
        return QueueOracles.loss(servers, service, letter, strategy, REPLICATIONS, tasks / REPLICATIONS);
    }

    private static List<Oracle> faults(int replications) {
        double tasks = FAULT_TASKS_PER_REPLICATION;
        List<Oracle> oracles = new ArrayList<>(QueueOracles.faults(replications, tasks));
        oracles.addAll(SharedLinkOracles.faults(replications, tasks / SharedLinkOracles.TASKS_PER_SERVICE));
        oracles.addAll(RenewalOracles.faults(replications, FAULT_CYCLES));
        oracles.add(ShockOracles.fault(replications, FAULT_CYCLES));
        oracles.addAll(PriorityOracles.faults(replications, tasks));
        oracles.addAll(ClosedLoopOracles.faults(replications, tasks));
        oracles.addAll(RequestOracles.faults(replications, (int) tasks));
        return oracles;
    }

    /** The laws that an insensitive system is tried with, and the letters of Kendall's notation. */
    private enum Law {
        EXPONENTIAL("M", ServiceLaws.EXPONENTIAL),
        LOGNORMAL("LN", ServiceLaws.LOGNORMAL),
        CONSTANT("D", ServiceLaws.CONSTANT);

        private final String letter;
        private final Lifetime service;

        Law(String letter, Lifetime service) {
            this.letter = letter;
            this.service = service;
        }
    }
}
