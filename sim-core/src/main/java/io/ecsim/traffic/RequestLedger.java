package io.ecsim.traffic;

import io.ecsim.model.Service;
import io.ecsim.observe.RequestTotals;
import java.util.ArrayList;
import java.util.List;

/** What became of the requests on one service; amounts in millionths of a request, so that they add up exactly. */
final class RequestLedger {

    static final double MILLION = 1e6;

    /** First tries, tries, and what became of the former. */
    long offered;

    long tries;
    long answered;
    long failed;

    /** Tries that failed, by reason. */
    long timedOut;

    long rejected;
    long withoutTarget;
    long faulty;

    /** Integrals over time: seconds of CPU used, vCPU seconds that tasks reserve, targets. */
    double workSeconds;

    double reservedVcpuSeconds;
    double targetSeconds;

    /** Bytes of answered and failed tries that reached a target, by whether they crossed zones. */
    double bytesWithinZone;

    double bytesAcrossZones;

    /** Answered requests and how long they took together. */
    double seconds;

    final LatencyHistogram latency = new LatencyHistogram();

    /** What happens at present, to be closed at the end of each stretch of the figures over time. */
    private final LatencyHistogram present = new LatencyHistogram();

    private final List<RequestTotals.Stretch> stretches = new ArrayList<>();
    private long stretchOffered;
    private long stretchAnswered;
    private long stretchTries;
    private double stretchTargets;

    /** Returns the tries for which there was a target: what CloudWatch counts. */
    double reached() {
        return (tries - withoutTarget) / MILLION;
    }

    /** Answered requests took so long. */
    void took(double seconds, double requests) {
        present.add(seconds, requests);
        this.seconds += seconds * requests;
    }

    /** Closes a stretch of time that began so long before. */
    void close(long fromMicros, long toMicros) {
        if (toMicros <= fromMicros) {
            return;
        }
        double span = (toMicros - fromMicros) / MILLION;
        stretches.add(new RequestTotals.Stretch(
                fromMicros,
                (offered - stretchOffered) / MILLION / span,
                (tries - stretchTries) / MILLION / span,
                (answered - stretchAnswered) / MILLION / span,
                present.quantile(0.99),
                (targetSeconds - stretchTargets) / span));
        stretchOffered = offered;
        stretchTries = tries;
        stretchAnswered = answered;
        stretchTargets = targetSeconds;
        latency.add(present);
        present.clear();
    }

    /** The warm-up is over: what came before does not count, except requests that are still waiting for their next try. */
    void reset(long waiting) {
        offered = waiting;
        tries = 0;
        answered = 0;
        failed = 0;
        timedOut = 0;
        rejected = 0;
        withoutTarget = 0;
        faulty = 0;
        workSeconds = 0;
        reservedVcpuSeconds = 0;
        targetSeconds = 0;
        bytesWithinZone = 0;
        bytesAcrossZones = 0;
        seconds = 0;
        latency.clear();
        present.clear();
        stretches.clear();
        stretchOffered = waiting;
        stretchTries = 0;
        stretchAnswered = 0;
        stretchTargets = 0;
    }

    /** Returns all this, with all stretches closed. */
    RequestTotals totals(Service service) {
        return new RequestTotals(
                service.cluster(),
                service.name(),
                offered / MILLION,
                tries / MILLION,
                answered / MILLION,
                failed / MILLION,
                timedOut / MILLION,
                rejected / MILLION,
                withoutTarget / MILLION,
                faulty / MILLION,
                answered > 0 ? seconds / (answered / MILLION) : Double.NaN,
                latency.quantile(0.5),
                latency.quantile(0.99),
                reservedVcpuSeconds > 0 ? workSeconds / reservedVcpuSeconds : Double.NaN,
                targetSeconds > 0 ? reached() / (targetSeconds / 60) : Double.NaN,
                bytesWithinZone,
                bytesAcrossZones,
                stretches);
    }
}
