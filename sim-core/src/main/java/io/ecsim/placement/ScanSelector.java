package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plain twin: looks at every member, keeps the feasible ones, lets each stage keep its best. Obviously right, and
 * what no index can answer is answered by it.
 */
final class ScanSelector extends Selector {

    private final ClusterState cluster;
    private final Feasibility feasibility;
    private final List<Stage> stages;
    private final RankOrder members;
    private final InstanceView view;
    private final CandidateList candidates;
    private int[] best;
    private int bestSize;

    ScanSelector(ClusterState cluster, Feasibility feasibility, List<Stage> stages) {
        this.cluster = cluster;
        this.feasibility = feasibility;
        this.stages = stages;
        this.members = new RankOrder(cluster);
        this.view = cluster.newView();
        this.candidates = new CandidateList();
        this.best = new int[Math.max(1, cluster.instances())];
    }

    @Override
    int select(Request request, long[] key, int depth) {
        int at = depth;
        int first = 0;
        if (!stages.isEmpty() && stages.get(0) instanceof Chooser chooser) {
            return choose(chooser, request, null, key, at);
        }
        keepFeasible(request);
        for (int i = first; i < stages.size() && bestSize > 0; i++) {
            Stage stage = stages.get(i);
            if (stage instanceof Chooser chooser) {
                return choose(chooser, request, best, key, at);
            }
            key[at++] = stage instanceof Ranking ranking
                    ? keepLeast(request, ranking)
                    : keepLeast(request, (Partition) stage);
        }
        return bestSize == 0 ? NONE : tieBreak(request, key, depth + stages.size());
    }

    private void keepFeasible(Request request) {
        bestSize = 0;
        probes += members.size();
        for (int i = 0; i < members.size(); i++) {
            int instance = members.at(i);
            if (feasibility.fitsMember(request, instance)) {
                best[bestSize++] = instance;
            }
        }
    }

    private long keepLeast(Request request, Ranking ranking) {
        long least = Long.MAX_VALUE;
        int kept = 0;
        for (int i = 0; i < bestSize; i++) {
            long cost = ranking.cost(request, view.at(best[i]));
            if (cost < least) {
                least = cost;
                kept = 0;
            }
            if (cost == least) {
                best[kept++] = best[i];
            }
        }
        bestSize = kept;
        return least;
    }

    private long keepLeast(Request request, Partition partition) {
        long least = Long.MAX_VALUE;
        int kept = 0;
        for (int i = 0; i < bestSize; i++) {
            long cost = partition.cost(request, partition.valueOf(cluster.instanceClass(best[i])));
            if (cost < least) {
                least = cost;
                kept = 0;
            }
            if (cost == least) {
                best[kept++] = best[i];
            }
        }
        bestSize = kept;
        return least;
    }

    /** R1.30: for services fewer tasks of the service, then rank; candidates are in order of rank. */
    private int tieBreak(Request request, long[] key, int at) {
        int winner = best[0];
        long fewest = 0;
        if (request.ofService()) {
            fewest = cluster.tasksOfGroup(request.group(), winner);
            for (int i = 1; i < bestSize; i++) {
                int count = cluster.tasksOfGroup(request.group(), best[i]);
                if (count < fewest) {
                    fewest = count;
                    winner = best[i];
                }
            }
        }
        key[at] = fewest;
        key[at + 1] = cluster.rank(winner);
        return winner;
    }

    private int choose(Chooser chooser, Request request, int @Nullable [] tied, long[] key, int at) {
        int chosen = chooser.choose(request, candidates.of(request, tied, bestSize));
        if (chosen != NONE) {
            key[at] = cluster.rank(chosen);
        }
        return chosen;
    }

    @Override
    void add(int instance) {
        members.add(instance);
    }

    @Override
    void remove(int instance) {
        members.remove(instance);
    }

    @Override
    void changed(int instance) {}

    /** All members when the chooser comes first, else the instances tied so far. */
    private final class CandidateList implements Candidates {

        private @Nullable Request request;
        private int @Nullable [] tied;
        private int tiedSize;

        Candidates of(Request newRequest, int @Nullable [] newTied, int newTiedSize) {
            request = newRequest;
            tied = newTied;
            tiedSize = newTiedSize;
            return this;
        }

        @Override
        public int size() {
            return tied == null ? members.size() : tiedSize;
        }

        @Override
        public int instanceAt(int position) {
            return tied == null ? members.at(position) : tied[position];
        }

        @Override
        public boolean fits(int instance) {
            probes++;
            return request != null && feasibility.fitsMember(request, instance);
        }

        @Override
        public int rankOf(int instance) {
            return cluster.rank(instance);
        }

        @Override
        public InstanceView view(int instance) {
            return view.at(instance);
        }
    }
}
