package io.ecsim.workloads.arrival;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import it.unimi.dsi.fastutil.ints.IntComparator;
import it.unimi.dsi.fastutil.ints.IntHeapPriorityQueue;

/**
 * Delivers the requests of a closed loop. Those who think are queued by the time of their next request; a request is known
 * by {@code n * customers + customer}. Allocates nothing once it is open.
 */
final class ClosedLoopCursor extends DrawnTasks {

    private final int customers;
    private final Law think;
    private final KeyedStream thinks;
    private final long horizonMicros;
    private final long maxTasks;

    /** By customer: the next request, or the one that runs, and when it is made. */
    private final long[] requests;

    private final long[] requestMicros;
    private final IntHeapPriorityQueue thinking;

    /** Whether the first of those who think makes the current request. */
    private boolean atRequest;

    private long delivered;

    ClosedLoopCursor(ClosedLoopWorkload workload, Streams streams) {
        super(workload.name(), workload.mix(), streams);
        customers = workload.customers();
        think = workload.think();
        thinks = streams.keyed(workload.name() + "/think");
        horizonMicros = workload.horizonMicros();
        maxTasks = workload.maxTasks();
        requests = new long[customers];
        requestMicros = new long[customers];
        thinking = new IntHeapPriorityQueue(customers, new ByTime());
        for (int customer = 0; customer < customers; customer++) {
            think(customer, 0);
        }
    }

    /** Those who make their request at the same time do it in order of number. */
    private final class ByTime implements IntComparator {
        @Override
        public int compare(int one, int other) {
            int byTime = Long.compare(requestMicros[one], requestMicros[other]);
            return byTime != 0 ? byTime : Integer.compare(one, other);
        }
    }

    /** A customer begins to think; one whose next request comes too late never makes it. */
    private void think(int customer, long nowMicros) {
        double drawn = think.sample(thinks.at(number(customer), 0));
        double at = nowMicros + Math.max(1, Math.rint(drawn));
        if (at < horizonMicros) {
            requestMicros[customer] = (long) at;
            thinking.enqueue(customer);
        }
    }

    private long number(int customer) {
        return requests[customer] * customers + customer;
    }

    @Override
    public boolean advance() {
        if (atRequest) {
            thinking.dequeueInt();
            delivered++;
        }
        atRequest = !thinking.isEmpty() && delivered < maxTasks;
        if (atRequest) {
            drawFirst();
        }
        return atRequest;
    }

    private void drawFirst() {
        draw(number(thinking.firstInt()), choice, runTimes);
    }

    @Override
    public boolean hearsEnds() {
        return true;
    }

    @Override
    public boolean ended(long ordinal, long nowMicros, boolean completed) {
        if (delivered >= maxTasks) {
            return false;
        }
        int customer = (int) (ordinal % customers);
        int before = atRequest ? thinking.firstInt() : -1;
        requests[customer]++;
        think(customer, nowMicros);
        if (thinking.isEmpty() || thinking.firstInt() == before) {
            return false;
        }
        atRequest = true;
        drawFirst();
        return true;
    }

    @Override
    public long ordinal(long position) {
        return number(thinking.firstInt());
    }

    @Override
    public long timeMicros() {
        return requestMicros[thinking.firstInt()];
    }

    @Override
    public long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
        return redraw(ordinal, attempt, choice);
    }
}
