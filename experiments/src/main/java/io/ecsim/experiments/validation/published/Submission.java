package io.ecsim.experiments.validation.published;

import java.util.ArrayList;
import java.util.List;

/**
 * What one seed of the published protocol decides: the pods in order of submission and the nodes in the order in
 * which ties fall. The pods, sorted by name, are shuffled; then random ones are taken out, or pods drawn anew are put
 * behind them, until the GPUs asked for are 130 % of the capacity; then the nodes are shuffled. All of it comes from
 * one stream of Go's random numbers; the order of pods and nodes is that of the published runs, seed by seed.
 *
 * @param pods numbers of pods in the list by name; a pod may be there more than once
 * @param nodes numbers of nodes in the list by name
 */
record Submission(List<Integer> pods, int[] nodes) {

    private static final double LOAD = 1.3;

    /**
     * Draws that the libraries of their simulator make between the pods and the nodes. Ten is what makes all runs
     * agree; nothing else does.
     */
    private static final int DRAWS_OF_LIBRARIES = 10;

    /** Returns the submission of a seed. */
    static Submission of(List<OpenbPod> pods, int nodeCount, long capacityMilli, long seed) {
        GoRandom random = new GoRandom(seed);
        random.int63(); // their simulator logs the first number
        List<Integer> order = new ArrayList<>();
        long asked = 0;
        for (int pod : random.shuffled(pods.size())) {
            order.add(pod);
            asked += pods.get(pod).totalMilli();
        }
        double target = LOAD * capacityMilli;
        if (asked > target) {
            takeOut(pods, order, asked, target, random);
        } else {
            putBehind(pods, order, asked, target, random);
        }
        for (int i = 0; i < DRAWS_OF_LIBRARIES; i++) {
            random.int63();
        }
        int[] place = random.permutation(nodeCount);
        int[] nodes = new int[nodeCount];
        for (int node = 0; node < nodeCount; node++) {
            nodes[place[node]] = node;
        }
        return new Submission(List.copyOf(order), nodes);
    }

    private static void takeOut(List<OpenbPod> pods, List<Integer> order, long asked, double target, GoRandom random) {
        long left = asked;
        while (left > target) {
            int gone = order.remove(random.intn(order.size()));
            left -= pods.get(gone).totalMilli();
        }
    }

    /** The last pod drawn is left out if one of its GPUs is too many, whatever the number that it asks for. */
    private static void putBehind(
            List<OpenbPod> pods, List<Integer> order, long asked, double target, GoRandom random) {
        long sum = asked;
        while (true) {
            int drawn = random.intn(pods.size());
            OpenbPod pod = pods.get(drawn);
            if (sum + pod.gpuMilli() > target) {
                return;
            }
            sum += pod.totalMilli();
            order.add(drawn);
        }
    }
}
