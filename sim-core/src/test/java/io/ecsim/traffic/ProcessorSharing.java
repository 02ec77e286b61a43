package io.ecsim.traffic;

import java.util.Arrays;
import java.util.Random;

/**
 * Servers that share their CPU among all requests in hand, simulated request by request. Each request takes one vCPU at
 * most; a server that is full turns requests away.
 */
final class ProcessorSharing {

    private final Random random;
    private final double vcpu;
    private final int most;
    private final double[][] left;
    private final double[][] came;
    private final int[] inHand;
    private double now;
    long rejected;
    long taken;

    ProcessorSharing(long seed, int servers, double vcpu, int most) {
        this.random = new Random(seed);
        this.vcpu = vcpu;
        this.most = most;
        this.left = new double[servers][most];
        this.came = new double[servers][most];
        this.inHand = new int[servers];
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private double speed(int server) {
        return Math.min(1, vcpu / inHand[server]);
    }

    /**
     * Serves Poisson arrivals of exponential work and returns the times that requests took, ascending.
     *
     * @param fewest whether a request goes to the server with the fewest in hand, rather than to any
     */
    double[] serve(double perSecond, double meanWork, int requests, boolean fewest) {
        double[] times = new double[requests];
        int done = -requests / 10; // the first tenth is not counted
        double next = exponential(1 / perSecond);
        while (done < requests) {
            int first = -1;
            int firstIn = -1;
            double soonest = next;
            for (int server = 0; server < inHand.length; server++) {
                for (int i = 0; i < inHand[server]; i++) {
                    double end = now + left[server][i] / speed(server);
                    if (end < soonest) {
                        soonest = end;
                        first = i;
                        firstIn = server;
                    }
                }
            }
            for (int server = 0; server < inHand.length; server++) {
                double work = (soonest - now) * (inHand[server] == 0 ? 0 : speed(server));
                for (int i = 0; i < inHand[server]; i++) {
                    left[server][i] -= work;
                }
            }
            now = soonest;
            if (firstIn >= 0) {
                if (done >= 0) {
                    times[done] = now - came[firstIn][first];
                }
                done++;
                int last = --inHand[firstIn];
                left[firstIn][first] = left[firstIn][last];
                came[firstIn][first] = came[firstIn][last];
            } else {
                next = now + exponential(1 / perSecond);
                arrive(choose(fewest), exponential(meanWork));
            }
        }
        Arrays.sort(times);
        return times;
    }

    private int choose(boolean fewest) {
        int chosen = random.nextInt(inHand.length);
        if (fewest) {
            for (int i = 0; i < inHand.length; i++) {
                if (inHand[i] < inHand[chosen]) {
                    chosen = i;
                }
            }
        }
        return chosen;
    }

    private void arrive(int server, double work) {
        if (inHand[server] == most) {
            rejected++;
            return;
        }
        taken++;
        left[server][inHand[server]] = work;
        came[server][inHand[server]] = now;
        inHand[server]++;
    }
}
