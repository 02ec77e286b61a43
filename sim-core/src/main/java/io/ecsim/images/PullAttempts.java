package io.ecsim.images;

import io.ecsim.observe.PullFailure;
import io.ecsim.random.KeyedStream;

/** What a pull goes through by itself: requests, their answers, layers, failures and attempts (R3.36, R3.37, R3.50). */
final class PullAttempts {

    /** An unanswered request for a manifest is given up after 1 min (R3.36). */
    static final long REQUEST_MICROS = 60_000_000;

    /** The first byte must come within 5 min of asking (R3.36). */
    static final long BEGIN_MICROS = 300_000_000;

    /** The image must be there within 2 h of asking (R3.36). */
    static final long TOTAL_MICROS = 7_200_000_000L;

    /** Attempts of a pull, as the agent has it (docker_client.go, maximumPullRetries). */
    static final int MAX_ATTEMPTS = 5;

    // R3.37: 1.1 s, doubled each time up to 5 s, and up to a fifth more so that agents do not ask in step.
    private static final long FIRST_BACKOFF_MICROS = 1_100_000;
    private static final long LONGEST_BACKOFF_MICROS = 5_000_000;
    private static final double JITTER = 0.2;

    private final ImageSettings settings;
    private final ImageIndex index;
    private final PullHost[] hosts;
    private final RegistryDesk[] desks;
    private final int[] sourceOf;
    private final LayerTransfers transfers;
    private final PullTally tally;
    private final KeyedStream jitter;

    /**
     * Makes the attempts of a run.
     *
     * @param sourceOf the source address of each instance, as a number
     */
    PullAttempts(
            ImageSettings settings,
            ImageIndex index,
            PullHost[] hosts,
            RegistryDesk[] desks,
            int[] sourceOf,
            LayerTransfers transfers,
            PullTally tally,
            KeyedStream jitter) {
        this.settings = settings;
        this.index = index;
        this.hosts = hosts;
        this.desks = desks;
        this.sourceOf = sourceOf;
        this.transfers = transfers;
        this.tally = tally;
        this.jitter = jitter;
    }

    /** Begins a pull: the image is there and need not be asked for (R3.50), or the registry is asked. */
    void begin(Pull pull, int instance, long nowMicros) {
        if (pull.image == ImageIndex.NONE || !asks(pull.image, hosts[instance].cache)) {
            pull.enter(Pull.State.PULLED, nowMicros);
        } else {
            request(pull, instance, nowMicros);
        }
    }

    private boolean asks(int image, ImageCache cache) {
        return switch (settings.pullBehavior()) {
            case DEFAULT, ALWAYS -> true;
            case ONCE -> !cache.pulledHere(image);
            case PREFER_CACHED -> !cache.hasImage(image);
        };
    }

    /** Returns when something happens to a pull unless a layer arrives for it that another receives. */
    long dueMicros(Pull pull) {
        long due = Math.min(pull.timerMicros, pull.askedMicros + TOTAL_MICROS);
        if (!pull.begun) {
            due = Math.min(due, pull.askedMicros + BEGIN_MICROS);
        }
        return Math.min(due, pull.arrivalMicros());
    }

    /** Goes on with a pull that is due and not over. */
    void goOn(Pull pull, int instance, long nowMicros) {
        if (pull.arrivalMicros() <= nowMicros) {
            layerArrived(pull, instance, nowMicros);
        } else if (nowMicros >= pull.askedMicros + TOTAL_MICROS) {
            giveUp(pull, instance, PullFailure.TIMED_OUT, nowMicros);
        } else if (!pull.begun && nowMicros >= pull.askedMicros + BEGIN_MICROS) {
            giveUp(pull, instance, PullFailure.NOT_BEGUN, nowMicros);
        } else {
            switch (pull.state) {
                case ASKING -> hear(pull, instance, nowMicros);
                case BACKING_OFF -> request(pull, instance, nowMicros);
                case RECEIVING -> {
                    transfers.stop(pull, instance);
                    failAttempt(pull, PullFailure.INACTIVE, nowMicros);
                }
                default -> throw new IllegalStateException("a pull that is " + pull.state + " is due for nothing");
            }
        }
    }

    private void request(Pull pull, int instance, long nowMicros) {
        pull.attempt++;
        pull.requestMicros = nowMicros;
        awaitAnswer(pull, instance, nowMicros);
    }

    private void awaitAnswer(Pull pull, int instance, long nowMicros) {
        RegistryDesk desk = desks[index.registryOf(pull.image)];
        long heard = desk.out(nowMicros) ? desk.outageEnd() : nowMicros;
        long answer = heard
                + (hosts[instance].cache.hasImage(pull.image)
                        ? settings.manifestCheckMicros()
                        : desk.registry().latencyMicrosAt(heard));
        pull.enter(Pull.State.ASKING, Math.min(answer, pull.requestMicros + REQUEST_MICROS));
    }

    private void hear(Pull pull, int instance, long nowMicros) {
        RegistryDesk desk = desks[index.registryOf(pull.image)];
        if (nowMicros >= pull.requestMicros + REQUEST_MICROS) {
            failAttempt(pull, PullFailure.NO_ANSWER, nowMicros);
        } else if (desk.out(nowMicros)) {
            awaitAnswer(pull, instance, nowMicros); // it went out before it could answer
        } else if (hosts[instance].cache.hasImage(pull.image) || desk.admits(sourceOf[instance], nowMicros)) {
            pull.begun = true;
            pull.next = 0;
            takeLayers(pull, instance, nowMicros);
        } else {
            failAttempt(pull, PullFailure.RATE_LIMITED, nowMicros);
        }
    }

    /** Passes over the layers that are there, to the first that is not. */
    private void takeLayers(Pull pull, int instance, long nowMicros) {
        PullHost host = hosts[instance];
        int[] layers = index.layersOf(pull.image);
        while (pull.next < layers.length) {
            int layer = layers[pull.next];
            if (host.first(Pull.State.RECEIVING, layer) != null) {
                pull.waited = true;
                pull.enter(Pull.State.WAITING, Pull.NEVER);
                return;
            }
            if (!host.cache.hasLayer(layer)) {
                transfers.begin(pull, instance);
                return;
            }
            pull.next++;
        }
        pull.enter(Pull.State.PULLED, nowMicros);
    }

    private void layerArrived(Pull pull, int instance, long nowMicros) {
        PullHost host = hosts[instance];
        int layer = host.nextLayer(pull);
        transfers.arrived(pull, instance);
        takeLayers(pull, instance, nowMicros);
        Pull waiting = host.first(Pull.State.WAITING, layer);
        while (waiting != null) {
            takeLayers(waiting, instance, nowMicros);
            waiting = host.first(Pull.State.WAITING, layer);
        }
    }

    private void failAttempt(Pull pull, PullFailure failure, long nowMicros) {
        pull.failure = failure;
        tally.attemptFailed(failure);
        if (pull.attempt >= MAX_ATTEMPTS) {
            pull.enter(Pull.State.FAILED, nowMicros);
            return;
        }
        long backoff = Math.min(LONGEST_BACKOFF_MICROS, FIRST_BACKOFF_MICROS << (pull.attempt - 1));
        double more = JITTER * jitter.at(pull.ordinal, pull.attempt).nextDouble();
        pull.enter(Pull.State.BACKING_OFF, nowMicros + backoff + (long) (backoff * more));
    }

    private void giveUp(Pull pull, int instance, PullFailure failure, long nowMicros) {
        transfers.stop(pull, instance);
        pull.failure = failure;
        tally.attemptFailed(failure);
        pull.enter(Pull.State.FAILED, nowMicros);
    }
}
