package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members for a ranking whose cost depends on the demand and on the instance alone: each demand has its {@link Tournament},
 * brought up to date when it is asked, from the members that changed since. A demand is scanned the first time it occurs
 * and gets its tournament the second; it is scanned again when it has not been asked for in so long that all may have
 * changed. When the tournaments would hold more than {@value #MOST_LEAVES} leaves together, or
 * more than {@value #MOST_DEMANDS} demands have been met, all are forgotten and begin again: where demands hardly ever
 * recur, the index is a scan.
 */
final class DemandIndex extends Selector {

    /** Most leaves of all tournaments of an index together; one takes 12 bytes, of a service 16. */
    static final int MOST_LEAVES = 1 << 22;

    /** Most demands remembered. */
    static final int MOST_DEMANDS = 1 << 16;

    private static final int FEWEST_LEAVES = 16;
    private static final int NOBODY = -1;

    /** Where one in so many members changed, or more, playing all matches again is cheaper than path by path. */
    private static final int REBUILD_PART = 8;

    private final ClusterState cluster;
    private final Feasibility feasibility;
    private final DemandRanking ranking;
    private final InstanceView view;
    private final int mostLeaves;
    private final ChangeLog log = new ChangeLog();

    /** By kind number: tournaments by the code of the demand, {@link #met} where it has occurred once. */
    private final List<Long2ObjectOpenHashMap<Tournament>> byKind = new ArrayList<>();

    private final Tournament met;

    /** By instance: its member number, or {@link #NOBODY}. */
    private final int[] memberOf;

    /** By member number, as many as a tournament has leaves: its instance, or {@link #NOBODY}. */
    private int[] instances = new int[FEWEST_LEAVES];

    private int[] ranks = new int[FEWEST_LEAVES];
    private int[] changed = new int[FEWEST_LEAVES];
    private int[] vacant = new int[FEWEST_LEAVES];
    private int vacantCount;
    private int used;
    private int leavesMade;
    private int demandsMet;

    DemandIndex(ClusterState cluster, Feasibility feasibility, DemandRanking ranking) {
        this(cluster, feasibility, ranking, MOST_LEAVES);
    }

    /** Makes an index with a bound of its own on the leaves of all tournaments. */
    DemandIndex(ClusterState cluster, Feasibility feasibility, DemandRanking ranking, int mostLeaves) {
        this.cluster = cluster;
        this.feasibility = feasibility;
        this.ranking = ranking;
        this.mostLeaves = mostLeaves;
        this.view = cluster.newView();
        this.memberOf = new int[cluster.instances()];
        Arrays.fill(memberOf, NOBODY);
        Arrays.fill(instances, NOBODY);
        this.met = new Tournament(2, false, ranks);
    }

    @Override
    int select(Request request, long[] key, int depth) {
        Tournament tournament = tournament(request);
        if (tournament == null || !recursSoon(tournament)) {
            return scan(request, key, depth);
        }
        bringUpToDate(tournament, request);
        int member = tournament.winner();
        if (tournament.cost(member) == Tournament.INFEASIBLE) {
            return NONE;
        }
        return answer(member, tournament.cost(member), tournament.count(member), key, depth);
    }

    private int answer(int member, long cost, int count, long[] key, int depth) {
        key[depth] = cost;
        key[depth + 1] = count;
        key[depth + 2] = ranks[member];
        return instances[member];
    }

    /** Returns the tournament of a demand; null when it occurs for the first time. */
    private @Nullable Tournament tournament(Request request) {
        int kind = request.kindNumber();
        while (byKind.size() <= kind) {
            byKind.add(new Long2ObjectOpenHashMap<>());
        }
        long code = request.demandCode();
        Tournament known = byKind.get(kind).get(code);
        if (known != null && known != met) {
            return known;
        }
        boolean full = known == null ? demandsMet == MOST_DEMANDS : leavesMade > mostLeaves - instances.length;
        if (full) {
            forgetAll();
        }
        if (known == null || full) {
            byKind.get(kind).put(code, met);
            demandsMet++;
            return null;
        }
        Tournament made = new Tournament(instances.length, request.ofService(), ranks);
        made.askedAt = log.end();
        leavesMade += instances.length;
        byKind.get(kind).put(code, made);
        return made;
    }

    /** Returns whether fewer members than all can have changed since the demand was asked for last. */
    private boolean recursSoon(Tournament tournament) {
        boolean soon = log.reaches(tournament.askedAt);
        tournament.askedAt = log.end();
        return soon;
    }

    private void forgetAll() {
        byKind.forEach(Long2ObjectOpenHashMap::clear);
        leavesMade = 0;
        demandsMet = 0;
    }

    private void bringUpToDate(Tournament tournament, Request request) {
        int count = log.since(tournament.readTo, changed);
        tournament.readTo = log.end();
        if (count == ChangeLog.EVERYTHING) {
            for (int member = 0; member < used; member++) {
                costAnew(tournament, member, request);
            }
            tournament.rebuild();
            return;
        }
        for (int i = 0; i < count; i++) {
            costAnew(tournament, changed[i], request);
        }
        if (count > instances.length / REBUILD_PART) {
            tournament.rebuild();
            return;
        }
        for (int i = 0; i < count; i++) {
            tournament.update(changed[i]);
        }
    }

    private void costAnew(Tournament tournament, int member, Request request) {
        long cost = cost(member, request);
        tournament.set(member, cost, cost == Tournament.INFEASIBLE ? 0 : tasksOfService(member, request));
    }

    private long cost(int member, Request request) {
        int instance = instances[member];
        probes++;
        if (instance == NOBODY || !feasibility.fitsMember(request, instance)) {
            return Tournament.INFEASIBLE;
        }
        long cost = ranking.cost(request, view.at(instance));
        if (cost == Tournament.INFEASIBLE) {
            throw new IllegalStateException("the cost of a ranking by demand must be below " + Tournament.INFEASIBLE);
        }
        return cost;
    }

    private int tasksOfService(int member, Request request) {
        return request.ofService() ? cluster.tasksOfGroup(request.group(), instances[member]) : 0;
    }

    private int scan(Request request, long[] key, int depth) {
        int best = NOBODY;
        long least = Tournament.INFEASIBLE;
        int fewest = 0;
        for (int member = 0; member < used; member++) {
            long cost = cost(member, request);
            if (cost == Tournament.INFEASIBLE || cost > least) {
                continue;
            }
            int count = tasksOfService(member, request);
            boolean better = cost < least || count < fewest || count == fewest && ranks[member] < ranks[best];
            if (better) {
                best = member;
                least = cost;
                fewest = count;
            }
        }
        return best == NOBODY ? NONE : answer(best, least, fewest, key, depth);
    }

    @Override
    void add(int instance) {
        if (vacantCount == 0 && used == instances.length) {
            grow();
        }
        int member = vacantCount > 0 ? vacant[--vacantCount] : used++;
        memberOf[instance] = member;
        instances[member] = instance;
        ranks[member] = cluster.rank(instance);
        log.add(member);
    }

    /** Twice as many leaves: tournaments of the old size are of no use. */
    private void grow() {
        forgetAll();
        int length = instances.length * 2;
        instances = Arrays.copyOf(instances, length);
        Arrays.fill(instances, used, length, NOBODY);
        ranks = Arrays.copyOf(ranks, length);
        changed = new int[length];
        vacant = new int[length];
    }

    @Override
    void remove(int instance) {
        int member = memberOf[instance];
        memberOf[instance] = NOBODY;
        instances[member] = NOBODY;
        vacant[vacantCount++] = member;
        log.add(member);
    }

    @Override
    void changed(int instance) {
        log.add(memberOf[instance]);
    }
}
