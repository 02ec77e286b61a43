package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.LifetimeFeed;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code lifetime-aware(ACCURACY)}: best fit among the instances whose predicted exit the task extends least (the idea of
 * NILAS in Ling et al., "LAVA: Lifetime-Aware VM Allocation with Learned Distributions and Adaptation to Mispredictions",
 * MLSys 2025). An instance exits when the last of its tasks does; an empty one has exited. Extensions are told apart by the
 * power of two that their seconds reach: none, up to 1 s, up to 3 s, up to 7 s, and so on. Within a class the fullest instance wins,
 * by the sum of shares left as {@code best-fit(sum)}. Tasks that outlive their prediction are predicted anew.
 *
 * <p>The predictor is an oracle with noise: each prediction, of a new task or of one that outlived the last, is the true
 * remaining lifetime with probability ACCURACY, and otherwise ten times too long or ten times too short, each as likely. 1
 * is the truth, 0 is never right. True lifetimes run from the placement; starting up is left out. A task of a service never
 * exits.
 *
 * <p>Deviation: the predictor is no learned distribution; Google's classes and its other scores are not published.
 *
 * @param accuracy in ten-thousandths
 */
public record LifetimeAware(int accuracy) implements StrategyProvider {

    /** {@code lifetime-aware(ACCURACY)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            "lifetime-aware(ACCURACY)",
            "ACCURACY: share of predictions that are the truth, 0 to 1; others are ten times off",
            Fraction.PATTERN,
            LifetimeAware.class::isInstance,
            (argument, names) ->
                    new LifetimeAware(Fraction.parse(argument, 4, "lifetime-aware(ACCURACY)", "ACCURACY")));

    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Above the sum of three shares left. */
    private static final int CLASS_SHIFT = 24;

    public LifetimeAware {
        if (accuracy < 0 || accuracy > LifetimePredictor.WHOLE) {
            throw new IllegalArgumentException("an accuracy is 0 to 10000 ten-thousandths, found " + accuracy);
        }
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "lifetime-aware(" + Fraction.text(accuracy, 4) + ")",
                "Ling et al., LAVA: Lifetime-Aware VM Allocation, MLSys 2025",
                "a noisy oracle predicts; extensions in classes that double; best fit by the sum of shares within one");
    }

    @Override
    public Stage open(RunContext run) {
        LifetimePredictor predictor = new LifetimePredictor(accuracy, run.keyed("lifetimes"));
        PredictedExits exits =
                new PredictedExits(run.lifetimes(), predictor, run.cluster().instances());
        run.lifetimes().follow(exits);
        return new LeastExtended(run.lifetimes(), predictor, exits);
    }

    private static final class LeastExtended implements Ranking {

        private final LifetimeFeed feed;
        private final LifetimePredictor predictor;
        private final PredictedExits exits;

        /** The task asked about last: all candidates of a decision ask about one. */
        private long ordinal = Long.MIN_VALUE;

        private int attempt;
        private long lifetimeMicros;

        LeastExtended(LifetimeFeed feed, LifetimePredictor predictor, PredictedExits exits) {
            this.feed = feed;
            this.predictor = predictor;
            this.exits = exits;
        }

        @Override
        public long cost(Request request, InstanceView instance) {
            long now = feed.nowMicros();
            long exit = PredictedExits.after(now, lifetimeMicros(request));
            long extension = Math.max(0, exit - exits.exitMicros(instance.instance(), now));
            return (long) extensionClass(extension) << CLASS_SHIFT | FitMeasure.SUM.left(request, instance);
        }

        private long lifetimeMicros(Request request) {
            if (request.task() != ordinal || request.attempt() != attempt) {
                ordinal = request.task();
                attempt = request.attempt();
                lifetimeMicros = predictor.remainingMicros(ordinal, attempt, 0, request.runMicros());
            }
            return lifetimeMicros;
        }

        /** Returns 0 for no extension, else the number of binary digits of its seconds, rounded up. */
        private static int extensionClass(long micros) {
            return micros == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros((micros - 1) / MICROS_PER_SECOND + 1);
        }
    }
}
