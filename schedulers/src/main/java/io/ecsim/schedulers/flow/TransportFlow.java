package io.ecsim.schedulers.flow;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/**
 * Sends the supply of sources to sinks of limited capacity at least total cost; what finds no sink leaves at a cost of its
 * own, so that there is always a flow. Solved exactly by successive shortest paths with potentials (Jewell 1962; Edmonds
 * and Karp 1972; as Jonker and Volgenant 1987 do for assignments): each path is found by Dijkstra's algorithm, which stops
 * at the first sink that has room. The arcs of a source come in order of cost, so that a search reads only those that can
 * still be shorter. Equal costs are decided by order, so that equal problems have equal flows.
 */
public final class TransportFlow {

    private static final int NONE = -1;

    private final int sources;
    private final int sinks;
    private final long leavingCost;
    private final int[] room;

    /** By source: its first arc; the arcs of a source stand together. */
    private final int[] firstArc;

    private int sourcesMade;
    private final IntArrayList sinkOfArc;
    private final IntArrayList capacityOfArc;
    private final LongArrayList costOfArc;
    private final IntArrayList sourceOfArc;
    private int[] flowOfArc = new int[0];

    /** By sink: the first arc that carries flow to it; by arc: the next such arc of its sink. */
    private final int[] firstCarrying;

    private int[] nextCarrying = new int[0];

    /** Potentials: an arc's cost less those of its ends is at least 0 where it can take more, at most 0 where it carries. */
    private final long[] sourcePotential;

    private final long[] sinkPotential;

    /** The search: distances and the arcs by which nodes were reached; sinks are numbered behind the sources. */
    private final long[] distance;

    private final int[] reachedBy;
    private final IntArrayList reached = new IntArrayList();
    private final NearestFirst nearest = new NearestFirst();
    private long endDistance;

    /** The last node of the shortest path: a sink with room, or a source whose supply leaves. */
    private int end;

    private long cost;

    /**
     * Makes a problem without arcs.
     *
     * @param sources how many there are, from 0
     * @param rooms what each sink takes in all, at least 0
     * @param leavingCost for each unit that goes to no sink, at least the cost of any arc; below 2^60
     * @param arcs about how many there will be
     */
    public TransportFlow(int sources, int[] rooms, long leavingCost, int arcs) {
        this.sinkOfArc = new IntArrayList(arcs);
        this.capacityOfArc = new IntArrayList(arcs);
        this.costOfArc = new LongArrayList(arcs);
        this.sourceOfArc = new IntArrayList(arcs);
        this.sources = sources;
        this.sinks = rooms.length;
        this.leavingCost = leavingCost;
        this.room = rooms.clone();
        this.firstArc = new int[sources + 1];
        this.firstCarrying = new int[sinks];
        Arrays.fill(firstCarrying, NONE);
        this.sourcePotential = new long[sources];
        this.sinkPotential = new long[sinks];
        this.distance = new long[sources + sinks];
        Arrays.fill(distance, Long.MAX_VALUE);
        this.reachedBy = new int[sources + sinks];
    }

    /**
     * Adds an arc of the source that is being described.
     *
     * @param arcCost at least that of the source's arc before, from 0 to the cost of leaving
     * @param capacity most that the arc carries, at least 1
     */
    public void arc(int sink, long arcCost, int capacity) {
        int before = sinkOfArc.size() - 1;
        long least = before < firstArc[sourcesMade] ? 0 : costOfArc.getLong(before);
        if (arcCost < least || arcCost > leavingCost) {
            throw new IllegalArgumentException(
                    "arc cost must ascend from " + least + " to " + leavingCost + ", was " + arcCost);
        }
        sourceOfArc.add(sourcesMade);
        sinkOfArc.add(sink);
        costOfArc.add(arcCost);
        capacityOfArc.add(capacity);
    }

    /** The source that was being described has no more arcs; the next is begun. */
    public void nextSource() {
        firstArc[++sourcesMade] = sinkOfArc.size();
    }

    /** Sends the supply of every source, described before; once. */
    public void solve(int[] supply) {
        if (sourcesMade != sources) {
            throw new IllegalStateException(sourcesMade + " of " + sources + " sources are described");
        }
        flowOfArc = new int[sinkOfArc.size()];
        nextCarrying = new int[flowOfArc.length];
        for (int source = 0; source < sources; source++) {
            int left = supply[source];
            while (left > 0) {
                search(source);
                left -= augment(source, left);
            }
        }
    }

    /** Returns the first arc of a source; its arcs end before the first of the next. */
    public int firstArc(int source) {
        return firstArc[source];
    }

    /** Returns the sink of an arc. */
    public int sink(int arc) {
        return sinkOfArc.getInt(arc);
    }

    /** Returns what an arc carries. */
    public int flow(int arc) {
        return flowOfArc[arc];
    }

    /** Returns the cost of all that was sent, what left included. */
    public long cost() {
        return cost;
    }

    /** Finds the shortest path from a source to an end. */
    private void search(int source) {
        endDistance = Long.MAX_VALUE;
        end = NONE;
        reach(source, 0, NONE);
        while (!nearest.isEmpty() && nearest.distance() < endDistance) {
            long at = nearest.distance();
            int node = nearest.take();
            if (at > distance[node]) {
                continue; // a shorter way was found since
            }
            if (node < sources) {
                leaveSource(node);
            } else {
                leaveFullSink(node - sources);
            }
        }
        nearest.clear();
    }

    private void reach(int node, long at, int arc) {
        if (at < distance[node] && at < endDistance) {
            if (distance[node] == Long.MAX_VALUE) {
                reached.add(node);
            }
            distance[node] = at;
            reachedBy[node] = arc;
            nearest.add(at, node);
        }
    }

    private void leaveSource(int source) {
        long base = distance[source] - sourcePotential[source];
        int last = firstArc[source + 1];
        for (int arc = firstArc[source]; arc < last; arc++) {
            long arcCost = costOfArc.getLong(arc);
            if (base + arcCost >= endDistance) {
                break; // potentials of sinks are at most 0, so that no later arc is shorter
            }
            if (flowOfArc[arc] < capacityOfArc.getInt(arc)) {
                int sink = sinkOfArc.getInt(arc);
                long at = base + arcCost - sinkPotential[sink];
                if (room[sink] == 0) {
                    reach(sources + sink, at, arc);
                } else if (at < endDistance) {
                    endDistance = at;
                    end = sources + sink;
                    reachedBy[end] = arc;
                }
            }
        }
        if (base + leavingCost < endDistance) {
            endDistance = base + leavingCost;
            end = source;
        }
    }

    /** What a full sink holds may be sent elsewhere. */
    private void leaveFullSink(int sink) {
        long base = distance[sources + sink] + sinkPotential[sink];
        for (int arc = firstCarrying[sink]; arc != NONE; arc = nextCarrying[arc]) {
            int source = sourceOfArc.getInt(arc);
            reach(source, base - costOfArc.getLong(arc) + sourcePotential[source], arc);
        }
    }

    /** Sends as much as the path found can take, at most what is left; returns how much. */
    private int augment(int source, int left) {
        boolean leaves = end < sources;
        int amount = leaves ? left : Math.min(left, room[end - sources]);
        for (int node = end; node != source; node = before(node)) {
            int arc = reachedBy[node];
            amount = Math.min(amount, node < sources ? flowOfArc[arc] : capacityOfArc.getInt(arc) - flowOfArc[arc]);
        }
        for (int node = end; node != source; node = before(node)) {
            int arc = reachedBy[node];
            change(arc, node < sources ? -amount : amount);
        }
        if (leaves) {
            cost += amount * leavingCost;
        } else {
            room[end - sources] -= amount;
        }
        for (int i = 0; i < reached.size(); i++) {
            int node = reached.getInt(i);
            long shorter = Math.max(0, endDistance - distance[node]);
            if (node < sources) {
                sourcePotential[node] += shorter;
            } else {
                sinkPotential[node - sources] -= shorter;
            }
            distance[node] = Long.MAX_VALUE;
        }
        reached.clear();
        return amount;
    }

    private int before(int node) {
        int arc = reachedBy[node];
        return node < sources ? sources + sinkOfArc.getInt(arc) : sourceOfArc.getInt(arc);
    }

    private void change(int arc, int amount) {
        int sink = sinkOfArc.getInt(arc);
        if (flowOfArc[arc] == 0) {
            nextCarrying[arc] = firstCarrying[sink];
            firstCarrying[sink] = arc;
        }
        flowOfArc[arc] += amount;
        cost += amount * costOfArc.getLong(arc);
        if (flowOfArc[arc] == 0) {
            unlink(arc, sink);
        }
    }

    private void unlink(int arc, int sink) {
        if (firstCarrying[sink] == arc) {
            firstCarrying[sink] = nextCarrying[arc];
            return;
        }
        int before = firstCarrying[sink];
        while (nextCarrying[before] != arc) {
            before = nextCarrying[before];
        }
        nextCarrying[before] = nextCarrying[arc];
    }
}
