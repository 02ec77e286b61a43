package io.ecsim.workloads.arrival;

import io.ecsim.random.Law;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import io.ecsim.workloads.law.Lifetime;

/**
 * Poisson arrivals whose rate alternates between two values: bursts. With exponential periods this is the Markov-modulated
 * Poisson process of two states, and with nothing while off the interrupted Poisson process (Fischer and Meier-Hellstern
 * 1993). Time 0 is a random moment of the alternation: on or off by their shares of time, in a period that is under way.
 *
 * @param on law of the length of a period with many arrivals, in microseconds, with a mean above 0
 * @param off law of the length of a period with few, in microseconds, with a mean above 0
 * @param perSecondOn tasks a second while on, above 0
 * @param perSecondOff tasks a second while off, at least 0
 */
public record OnOffArrivals(Lifetime on, Lifetime off, double perSecondOn, double perSecondOff)
        implements ArrivalProcess {

    public OnOffArrivals {
        requireLength("on", on);
        requireLength("off", off);
        PoissonArrivals.requireRate(perSecondOn);
        if (perSecondOff != 0) {
            PoissonArrivals.requireRate(perSecondOff);
        }
    }

    private static void requireLength(String name, Law law) {
        if (!(law.mean() > 0 && Double.isFinite(law.mean()))) {
            throw new IllegalArgumentException("the mean time " + name + " must be above 0, was " + law.mean());
        }
    }

    /** Returns bursts with nothing between them, at a long-run number of tasks a second above 0. */
    public static OnOffArrivals ofMean(Lifetime on, Lifetime off, double tasksPerSecond) {
        return new OnOffArrivals(on, off, tasksPerSecond * ((on.mean() + off.mean()) / on.mean()), 0);
    }

    private double shareOn() {
        return on.mean() / (on.mean() + off.mean());
    }

    @Override
    public double tasksPerSecond() {
        return perSecondOn * shareOn() + perSecondOff * (1 - shareOn());
    }

    @Override
    public ArrivalTimes open(Streams streams, String name, long horizonMicros) {
        return new Times(this, streams, name, horizonMicros);
    }

    @Override
    public String describe() {
        return "onOff(on " + on.describe() + " at " + perSecondOn + " tasks/s, off " + off.describe() + " at "
                + perSecondOff + " tasks/s)";
    }

    /** Returns the periods of a run, from time 0 on. */
    Periods periods(Streams streams, String name) {
        return new Periods(this, streams.sequential(name + "/periods"));
    }

    /** The alternation itself. */
    static final class Periods {

        private final OnOffArrivals process;
        private final SequentialStream draws;
        private boolean isOn;
        private double endMicros;

        private Periods(OnOffArrivals process, SequentialStream draws) {
            this.process = process;
            this.draws = draws;
            isOn = draws.nextDouble() < process.shareOn();
            endMicros = (isOn ? process.on : process.off).residual().sample(draws);
        }

        double perSecond() {
            return isOn ? process.perSecondOn : process.perSecondOff;
        }

        double endMicros() {
            return endMicros;
        }

        void next() {
            isOn = !isOn;
            endMicros += (isOn ? process.on : process.off).sample(draws);
        }
    }

    /**
     * A Poisson process of rate 1 on the clock of expected arrivals: the i-th arrival uses the i-th exponential draw
     * whatever the rates are, and the periods have a stream of their own.
     */
    private static final class Times implements ArrivalTimes {

        private final SequentialStream arrivals;
        private final Periods periods;
        private final long horizonMicros;
        private double clockMicros;

        Times(OnOffArrivals process, Streams streams, String name, long horizonMicros) {
            this.horizonMicros = horizonMicros;
            arrivals = streams.sequential(name + "/arrivals");
            periods = process.periods(streams, name);
        }

        @Override
        public double nextMicros() {
            double tasks = Variates.exponential(arrivals);
            while (clockMicros < horizonMicros) {
                double perMicro = periods.perSecond() / 1e6;
                double tasksInPeriod = perMicro * (periods.endMicros() - clockMicros);
                if (tasks < tasksInPeriod) {
                    clockMicros += tasks / perMicro;
                    return clockMicros;
                }
                tasks -= tasksInPeriod;
                clockMicros = periods.endMicros();
                periods.next();
            }
            return clockMicros;
        }
    }
}
