package io.ecsim.traffic;

/**
 * What the targets of one service make of the tries of a while (models.md M6): below saturation the stationary law, above
 * it a fluid that fills the queues. A try is judged when it comes: by how long it will take with what is in hand then.
 */
final class Serving {

    /** A server this busy is taken as saturated: what it has in hand is followed over time. */
    private static final double SATURATED = 0.98;

    /** From this share on all answers count as in time where their times are told. */
    private static final double ALL = 0.999;

    /** Points that stand for the times of those in time where some are not. */
    private static final int POINTS = 25;

    private final ServiceRequests requests;
    private final Targets targets;
    private final ZoneStates zones;
    private final Sojourn sojourn = new Sojourn();
    private final SojournShape shape = new SojournShape();

    /** By class: its part of the tries, mean time in seconds, slowdown, and shares that are rejected and in time. */
    private double[] part = new double[4];

    private double[] mean = new double[4];
    private double[] slowdown = new double[4];
    private double[] rejected = new double[4];
    private double[] inTime = new double[4];
    private double[] backlogAfter = new double[4];
    private boolean fluid;

    /** What is looked at: tasks, their part of the tries, vCPU of each, requests in hand of all, servers that they are. */
    private double members;

    private double poolPart;
    private double cpu;
    private double backlog;
    private double servers;

    /** Shares of the tries. */
    private double timedOutShare;

    private double rejectedShare;
    private double faultyShare;
    private double workSeconds;
    private double crossShare;

    Serving(ServiceRequests requests, Targets targets, ZoneStates zones) {
        this.requests = requests;
        this.targets = targets;
        this.zones = zones;
    }

    /** The classes have been made anew: works out who gets which part of the tries. */
    void route() {
        int classes = targets.classCount;
        if (part.length < classes) {
            int length = Math.max(classes, part.length * 2);
            part = new double[length];
            mean = new double[length];
            slowdown = new double[length];
            rejected = new double[length];
            inTime = new double[length];
            backlogAfter = new double[length];
        }
        int zonesServed = 0;
        for (int k = 0; k < classes; k++) {
            zonesServed += isFirstOfZone(k) ? 1 : 0;
        }
        for (int k = 0; k < classes; k++) {
            double whole = 0;
            for (int other = 0; other < classes; other++) {
                if (requests.crossZone() || targets.zone[other] == targets.zone[k]) {
                    whole += weight(other);
                }
            }
            part[k] = weight(k) / whole / (requests.crossZone() ? 1 : zonesServed);
        }
        crossShare = requests.crossZone() && zonesServed > 0 ? 1 - 1.0 / zonesServed : 0;
    }

    private boolean isFirstOfZone(int k) {
        for (int other = 0; other < k; other++) {
            if (targets.zone[other] == targets.zone[k]) {
                return false;
            }
        }
        return true;
    }

    /** In turn each task gets as many; where the least busy gets the next, each gets what it can do. */
    private double weight(int k) {
        boolean leastOutstanding = requests.balancing() == LoadBalancing.LEAST_OUTSTANDING;
        return targets.members[k] * (leastOutstanding ? Math.max(1e-9, targets.cpu[k]) : 1);
    }

    /** Returns whether a class has requests in hand from before. */
    boolean behind() {
        for (int k = 0; k < targets.classCount; k++) {
            if (targets.backlog[k] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Works out what becomes of tries, without doing it. */
    void look(double tries, double seconds) {
        fluid = false;
        timedOutShare = 0;
        rejectedShare = 0;
        faultyShare = 0;
        workSeconds = 0;
        for (int k = 0; k < targets.classCount; k++) {
            look(k, tries, seconds);
            double taken = part[k] * (1 - rejected[k]);
            double faulty = zones.errorShare(targets.zone[k]);
            rejectedShare += part[k] * rejected[k];
            faultyShare += taken * faulty;
            timedOutShare += taken * (1 - faulty) * (1 - inTime[k]);
        }
    }

    /** The targets among which the least busy gets the next request are taken for one of their CPU together. */
    private void lookAtPool(int k) {
        members = 0;
        poolPart = 0;
        double vcpu = 0;
        backlog = 0;
        for (int other = 0; other < targets.classCount; other++) {
            boolean together = requests.crossZone() || targets.zone[other] == targets.zone[k];
            if (together && targets.cpu[other] > 0) {
                members += targets.members[other];
                poolPart += part[other];
                vcpu += targets.members[other] * targets.cpu[other];
                backlog += targets.backlog[other];
            }
        }
        cpu = vcpu / members;
        servers = 1;
    }

    private void lookAtEach(int k) {
        members = targets.members[k];
        poolPart = part[k];
        cpu = targets.cpu[k];
        backlog = targets.backlog[k];
        servers = members;
    }

    private void look(int k, double allTries, double seconds) {
        if (!(targets.cpu[k] > 0)) { // it does not answer
            rejected[k] = 0;
            inTime[k] = 0;
            backlogAfter[k] = 0;
            mean[k] = Double.POSITIVE_INFINITY;
            return;
        }
        if (requests.balancing() == LoadBalancing.LEAST_OUTSTANDING) {
            lookAtPool(k);
        } else {
            lookAtEach(k);
        }
        double tries = allTries * poolPart;
        double ofPool = targets.members[k] / members;
        double threads = Math.max(1, cpu) * members / servers;
        double most = requests.queue() * members / servers;
        double alone = requests.cpuSeconds() / Math.min(1, cpu);
        double capacity = servers * threads * seconds / alone;
        boolean stationary = backlog == 0 && tries <= SATURATED * capacity;
        double load = Math.min(tries, SATURATED * capacity) / capacity * threads;
        sojourn.solve(load, threads, most, alone);
        mean[k] = sojourn.meanSeconds();
        slowdown[k] = mean[k] / alone;
        if (stationary) {
            rejected[k] = sojourn.rejected();
            backlogAfter[k] = 0;
            workSeconds += ofPool * tries * (1 - rejected[k]) * requests.cpuSeconds();
        } else {
            fluid = true;
            double room = most * servers;
            double lost = sojourn.rejected(); // a short queue is full now and then before it is for good
            double after = backlog + tries * (1 - lost) - capacity;
            rejected[k] = after > room ? Math.min(1, lost + (after - room) / tries) : lost;
            double left = Math.max(0, Math.min(room, after));
            backlogAfter[k] = left * ofPool;
            double waiting = (backlog + left) / 2 * seconds / capacity;
            double longest = alone * Math.max(1, most / threads);
            double whole = Math.min(mean[k] + waiting, Math.max(longest, alone));
            // A queue of known length spreads times as the work is spread; only what varies about it adds to that.
            double varies = Math.max(0, whole - waiting) / whole;
            slowdown[k] = 1 / (1 - (1 - 1 / slowdown[k]) * varies);
            mean[k] = whole;
            workSeconds += ofPool * (backlog + tries * (1 - rejected[k]) - left) * requests.cpuSeconds();
        }
        shape.stretch(slowdown[k]);
        double factor = zones.latencyFactor(targets.zone[k]);
        double patience = requests.timeoutSeconds() / factor - requests.waitSeconds();
        inTime[k] = 1 - shape.longer(patience / mean[k]);
    }

    /** Does what was looked at: requests in hand change, and answers are told to a ledger. */
    void commit(double tries, RequestLedger ledger) {
        ledger.workSeconds += workSeconds;
        for (int k = 0; k < targets.classCount; k++) {
            targets.backlog[k] = backlogAfter[k];
            double taken = tries * part[k] * (1 - rejected[k]);
            double bytes = taken * requests.bytes();
            ledger.bytesAcrossZones += bytes * crossShare;
            ledger.bytesWithinZone += bytes * (1 - crossShare);
            double answered = taken * (1 - zones.errorShare(targets.zone[k])) * inTime[k];
            if (answered > 0) {
                tell(k, answered, ledger);
            }
        }
    }

    private void tell(int k, double answered, RequestLedger ledger) {
        shape.stretch(slowdown[k]);
        double factor = zones.latencyFactor(targets.zone[k]);
        if (inTime[k] > ALL) {
            for (int column = 0; column < SojournShape.columns(); column++) {
                ledger.took(took(k, shape.time(column), factor), answered * SojournShape.weight(column));
            }
            return;
        }
        for (int point = 0; point < POINTS; point++) { // only those that were in time
            double shorter = inTime[k] * (point + 0.5) / POINTS;
            ledger.took(took(k, shape.passedWith(1 - shorter), factor), answered / POINTS);
        }
    }

    private double took(int k, double overMean, double factor) {
        return factor * (requests.waitSeconds() + mean[k] * overMean);
    }

    /** Returns whether a queue grows or is worked off, so that time has to be followed in small steps. */
    boolean fluid() {
        return fluid;
    }

    double timedOutShare() {
        return timedOutShare;
    }

    double rejectedShare() {
        return rejectedShare;
    }

    double faultyShare() {
        return faultyShare;
    }

    double failedShare() {
        return timedOutShare + rejectedShare + faultyShare;
    }
}
