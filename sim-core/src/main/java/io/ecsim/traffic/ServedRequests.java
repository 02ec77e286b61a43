package io.ecsim.traffic;

import io.ecsim.engine.SimClock;
import java.util.Arrays;

/** The requests on one service over time: what clients ask for, what becomes of it, what they try again. */
final class ServedRequests {

    /** Queues and retries are followed in steps of this length. */
    static final long FINE_MICROS = SimClock.MICROS_PER_SECOND;

    /** Up to this share of failed tries, retries are reckoned to come in the same step. */
    private static final double FEW = 1e-3;

    /** Up to this many retries a request, they do not change what becomes of the others. */
    private static final double NONE = 1e-6;

    private static final double LONGEST_BACKOFF_SECONDS = 3600;

    /** Retries that a budget lets clients save up: those of so many seconds. */
    private static final double SAVED_SECONDS = 10;

    private final ServiceRequests requests;
    private final RequestRate.Flow flow;
    final Targets targets = new Targets();
    final RequestLedger ledger = new RequestLedger();
    private final Serving serving;
    private final RetryRing retries;
    private final long[] triesByNumber;
    private long lastMicros;
    private double perMicro;
    private double owed;
    private double budget;
    private boolean classified;

    /** Tries that every first try brought lately. */
    private double triesPerRequest = 1;

    ServedRequests(ServiceRequests requests, RequestRate.Flow flow, ZoneStates zones) {
        this.requests = requests;
        this.flow = flow;
        this.serving = new Serving(requests, targets, zones);
        RequestRetries stated = requests.retries();
        double longest = requests.timeoutSeconds() + backoffSeconds(Math.max(0, stated.most() - 1));
        this.retries = new RetryRing(FINE_MICROS, stated.most(), (long) (longest * 1e6) + FINE_MICROS);
        this.triesByNumber = new long[stated.most() + 1];
    }

    ServiceRequests requests() {
        return requests;
    }

    /** Returns the retries that are still to come, in millionths of a request. */
    long waiting() {
        return retries.pending();
    }

    private double backoffSeconds(int number) {
        RequestRetries stated = requests.retries();
        return Math.min(LONGEST_BACKOFF_SECONDS, stated.backoffSeconds() * StrictMath.pow(stated.factor(), number));
    }

    /** A step begins: takes its rate, and returns what each target wants of the CPU, in millionths of a vCPU. */
    long beginStep(long nowMicros, long endMicros) {
        double expected = endMicros > nowMicros ? flow.until(endMicros) : 0;
        perMicro = endMicros > nowMicros ? expected / (endMicros - nowMicros) : 0;
        if (targets.receivers() == 0) {
            return 0;
        }
        double vcpu = perMicro * 1e6 * triesPerRequest * requests.cpuSeconds() / targets.receivers();
        return (long) Math.ceil(Math.min(vcpu, requests.workers()) * 1e6);
    }

    /** The targets, or what they can do, are about to change. */
    void unsettle() {
        if (classified) {
            targets.dissolve();
            classified = false;
        }
    }

    /** Lives on to a time. */
    void advance(long nowMicros) {
        if (nowMicros <= lastMicros) {
            return;
        }
        if (!classified) {
            targets.classify();
            serving.route();
            classified = true;
        }
        double span = (nowMicros - lastMicros) / 1e6;
        ledger.targetSeconds += targets.receivers() * span;
        ledger.reservedVcpuSeconds += targets.reservedUnits() / 1024.0 * span;
        long offeredBefore = ledger.offered;
        long triesBefore = ledger.tries;
        while (lastMicros < nowMicros) {
            long next = Math.min(nowMicros, (lastMicros / FINE_MICROS + 1) * FINE_MICROS);
            if (retries.pending() == 0 && !serving.behind() && steady(nowMicros)) {
                next = nowMicros;
            } else {
                fine(next);
            }
            lastMicros = next;
        }
        if (ledger.offered > offeredBefore) {
            triesPerRequest = (double) (ledger.tries - triesBefore) / (ledger.offered - offeredBefore);
        }
    }

    /** Takes the first tries of a while, and keeps the parts of millionths for the next one. */
    private long firstTries(long micros) {
        double exact = owed + perMicro * RequestLedger.MILLION * micros;
        long whole = (long) exact;
        owed = exact - whole;
        return whole;
    }

    /** Lives through a whole while at once, if nothing has to be followed in it; else does nothing. */
    private boolean steady(long untilMicros) {
        long micros = untilMicros - lastMicros;
        double expected = perMicro * micros;
        if (targets.receivers() == 0) {
            if (requests.retries().most() > 0 && expected > 0) {
                return false;
            }
            long lost = firstTries(micros);
            ledger.offered += lost;
            ledger.tries += lost;
            ledger.failed += lost;
            ledger.withoutTarget += lost;
            return true;
        }
        serving.look(expected, micros / 1e6);
        double failing = serving.failedShare();
        int most = requests.retries().most();
        if (serving.fluid()
                || most > 0 && failing > Math.min(FEW, requests.retries().budget())) {
            return false;
        }
        double again = 0;
        double still = 1;
        for (int number = 0; number < most; number++) {
            still *= failing;
            again += still;
        }
        long first = firstTries(micros);
        save(first);
        double all = first * (1 + again);
        if (again > NONE) {
            serving.look(all / RequestLedger.MILLION, micros / 1e6);
        }
        serving.commit(all / RequestLedger.MILLION, ledger);
        long failed = Math.min(first, (long) Math.rint(first * still * failing));
        ledger.offered += first;
        ledger.tries += (long) all;
        ledger.answered += first - failed;
        ledger.failed += failed;
        ledger.timedOut += (long) Math.rint(all * serving.timedOutShare());
        ledger.rejected += (long) Math.rint(all * serving.rejectedShare());
        ledger.faulty += (long) Math.rint(all * serving.faultyShare());
        return true;
    }

    /** Lives through a small step. */
    private void fine(long untilMicros) {
        long micros = untilMicros - lastMicros;
        triesByNumber[0] = firstTries(micros);
        if (lastMicros % FINE_MICROS == 0) {
            retries.take(lastMicros, triesByNumber);
        } else {
            Arrays.fill(triesByNumber, 1, triesByNumber.length, 0);
        }
        long all = 0;
        for (long tries : triesByNumber) {
            all += tries;
        }
        ledger.offered += triesByNumber[0];
        ledger.tries += all;
        if (targets.receivers() == 0) {
            ledger.withoutTarget += all;
            conclude(all, 0, all);
            return;
        }
        double tries = all / RequestLedger.MILLION;
        serving.look(tries, micros / 1e6);
        serving.commit(tries, ledger);
        long timedOut = Math.min(all, (long) (all * serving.timedOutShare()));
        long rejected = Math.min(all - timedOut, (long) (all * serving.rejectedShare()));
        long faulty = Math.min(all - timedOut - rejected, (long) (all * serving.faultyShare()));
        ledger.timedOut += timedOut;
        ledger.rejected += rejected;
        ledger.faulty += faulty;
        ledger.answered += all - timedOut - rejected - faulty;
        conclude(all, timedOut, rejected + faulty);
    }

    /** Clients learn that tries have failed: some try again, for the others the request has failed. */
    private void conclude(long all, long timedOut, long failedAtOnce) {
        RequestRetries stated = requests.retries();
        save(triesByNumber[0]);
        long failed = timedOut + failedAtOnce;
        for (int number = 0; number < stated.most() && failed > 0; number++) {
            double part = (double) triesByNumber[number] / all;
            double backoff = backoffSeconds(number);
            double least = backoff * (1 - stated.jitter());
            failed -= again(number, (long) (timedOut * part), requests.timeoutSeconds() + least, backoff - least);
            failed -= again(number, (long) (failedAtOnce * part), least, backoff - least);
        }
        ledger.failed += failed;
    }

    /** First tries grant retries, which clients may make later. */
    private void save(long firstTries) {
        double granted = requests.retries().budget();
        if (granted < Double.POSITIVE_INFINITY) {
            double most = granted * perMicro * 1e6 * SAVED_SECONDS * RequestLedger.MILLION;
            budget = Math.min(budget + granted * firstTries, most);
        }
    }

    private long again(int number, long wanted, double afterSeconds, double withinSeconds) {
        long made = withinBudget(wanted);
        if (made > 0) {
            long from = lastMicros + (long) (afterSeconds * 1e6);
            retries.add(number, made, lastMicros, from, from + (long) (withinSeconds * 1e6));
        }
        return made;
    }

    private long withinBudget(long wanted) {
        if (requests.retries().budget() == Double.POSITIVE_INFINITY) {
            return wanted;
        }
        long made = (long) Math.min(wanted, budget);
        budget -= made;
        return made;
    }
}
