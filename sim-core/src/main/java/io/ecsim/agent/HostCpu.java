package io.ecsim.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The CPU that tasks use (models.md M5), of the containers whose behaviour says what they want or that serve requests; what
 * the others use is unknown and left out. Tasks share a host by what they reserve (R2.24): each is sure of that, and gets
 * more where others leave it, but never more than a CPU that is set for the task itself; containers share what their task
 * gets in the same way. Looked at only when a container starts or ends, when requests want another part, and when the CPU
 * credits of a host run out.
 */
final class HostCpu {

    static final long MICRO_VCPU = 1_000_000;
    private static final int UNITS_PER_VCPU = 1024;
    private static final double MOST_MICRO_VCPU = 1e9; // 1,000 vCPU

    /** Shares that Docker gives a container without CPU (R2.24). */
    private static final int LEAST_SHARES = 2;

    private final LongConsumer used;
    private final Consumer<HostedContainer> paced;
    private final BurstCredits credits;
    private final CpuShares shares = new CpuShares();

    /** Hosts on which requests want another part than they have. */
    private final List<Host> unsettled = new ArrayList<>();

    /**
     * Makes one that knows of nobody.
     *
     * @param used hears by how many millionths of a vCPU the use of all hosts has changed
     * @param paced hears of a container with work to do that gets another part of what it wants
     * @param credits what hosts earn and spend that can burst
     */
    HostCpu(LongConsumer used, Consumer<HostedContainer> paced, BurstCredits credits) {
        this.used = used;
        this.paced = paced;
        this.credits = credits;
    }

    /** A container has started and wants CPU. */
    void started(HostedContainer c) {
        if (c.behaviour.cpu().isPresent()) {
            double vcpu = c.behaviour.cpu().get().sample(ContainerDraws.CPU.of(c));
            want(c, (long) Math.min(MOST_MICRO_VCPU, Math.rint(vcpu * MICRO_VCPU)));
            share(c.task.host);
        }
    }

    /** A container has ended. */
    void ended(HostedContainer c) {
        if (c.cpuWanted > 0 || c.requestCpu > 0) {
            c.requestCpu = 0;
            want(c, 0);
            c.cpuUsed = 0;
            share(c.task.host);
        }
    }

    /** Requests on a container that is up want so much from now on; to be settled. */
    void wantForRequests(HostedContainer c, long microVcpu) {
        if (c.requestCpu == microVcpu) {
            return;
        }
        long own = c.cpuWanted - c.requestCpu;
        c.requestCpu = microVcpu;
        want(c, own + microVcpu);
        Host host = c.task.host;
        if (!host.unsettled) {
            host.unsettled = true;
            unsettled.add(host);
        }
    }

    /** Divides the CPU anew where requests want another part. */
    void settle() {
        for (Host host : unsettled) {
            if (host.unsettled) {
                share(host);
            }
        }
        unsettled.clear();
    }

    private static void want(HostedContainer c, long microVcpu) {
        HostedTask task = c.task;
        task.host.summed = false;
        if (task.cpuWanted == 0 && microVcpu > 0) {
            task.host.busy.add(task);
        }
        task.cpuWanted += microVcpu - c.cpuWanted;
        c.cpuWanted = microVcpu;
        if (task.cpuWanted == 0 && task.host.busy.remove(task)) {
            task.cpuUsed = 0;
        }
    }

    /** Returns the most that a task may use for which so many CPU units are set, or none: 0. */
    static long quota(int units) {
        return units > 0 ? units * MICRO_VCPU / UNITS_PER_VCPU : (long) MOST_MICRO_VCPU;
    }

    private static long weight(HostedTask task) {
        return Math.max(LEAST_SHARES, task.cpuUnits);
    }

    private static long weight(HostedContainer c) {
        return Math.max(LEAST_SHARES, c.compiled.definition.cpuUnits());
    }

    /** Returns what a task would use if it were alone. */
    private static long demand(HostedTask task) {
        return Math.min(task.cpuWanted, task.cpuQuota);
    }

    private static long machine(Host host) {
        return host.cpuUnits() * MICRO_VCPU / UNITS_PER_VCPU;
    }

    /** Adds up what the tasks of a host want, unless that is known. */
    private static void sum(Host host) {
        if (host.summed) {
            return;
        }
        host.summed = true;
        host.busyWanted = 0;
        host.busyWeight = 0;
        for (HostedTask task : host.busy) {
            host.busyWanted += demand(task);
            host.busyWeight += weight(task);
        }
        long machine = machine(host);
        host.modest = true;
        for (HostedTask task : host.busy) {
            host.modest &= demand(task) * host.busyWeight <= machine * weight(task);
        }
    }

    /** Divides the CPU of a host: what it has now, which is less than it registered when it is out of credits. */
    private void share(Host host) {
        host.unsettled = false;
        long machine = machine(host);
        credits.settle(host);
        long total = divide(host, machine);
        if (credits.exhausted(host) && total > credits.baseline(host)) {
            total = divide(host, credits.baseline(host));
        }
        credits.uses(host, total, () -> share(host));
        for (HostedTask task : host.busy) {
            pace(task);
        }
        if (total != host.cpuUsed) {
            if (!host.fargate) {
                used.accept(total - host.cpuUsed);
            }
            host.cpuUsed = total;
        }
    }

    private long divide(Host host, long capacity) {
        sum(host);
        if (host.busyWanted <= capacity) {
            for (HostedTask task : host.busy) {
                task.cpuUsed = demand(task);
            }
            return host.busyWanted;
        }
        shares.clear();
        for (HostedTask task : host.busy) {
            shares.add(demand(task), weight(task));
        }
        shares.divide(capacity);
        long total = 0;
        for (int i = 0; i < host.busy.size(); i++) {
            long given = shares.given(i);
            host.busy.get(i).cpuUsed = given;
            total += given;
        }
        return total;
    }

    /** Divides what a task gets among its containers. */
    private void pace(HostedTask task) {
        if (task.containers.length == 1) {
            pace(task.containers[0], task.cpuUsed);
            return;
        }
        shares.clear();
        for (HostedContainer c : task.containers) {
            shares.add(c.cpuWanted, weight(c));
        }
        shares.divide(task.cpuUsed);
        for (int i = 0; i < task.containers.length; i++) {
            pace(task.containers[i], shares.given(i));
        }
    }

    private void pace(HostedContainer c, long given) {
        if (c.cpuUsed != given || c.pacedFor != c.cpuWanted) {
            c.cpuUsed = given;
            c.pacedFor = c.cpuWanted;
            paced.accept(c);
        }
    }

    /**
     * Returns what the requests on a container would get if they wanted all they could get, in millionths of a vCPU.
     */
    long available(HostedContainer c) {
        HostedTask task = c.task;
        long ofTask = available(task);
        long own = c.cpuWanted - c.requestCpu;
        if (task.containers.length == 1) {
            return Math.max(ofTask - own, ofTask / 2); // threads of one program: its requests are sure of a half
        }
        shares.clear();
        for (HostedContainer other : task.containers) {
            shares.add(other == c ? ofTask : other.cpuWanted, weight(other));
        }
        shares.divide(ofTask);
        return Math.max(0, shares.given(c.compiled.number) - own);
    }

    /** Returns what a task would get if it wanted all it could get: where the others are modest, what they leave. */
    private long available(HostedTask task) {
        Host host = task.host;
        boolean exhausted = credits.exhausted(host);
        sum(host);
        if (!exhausted && host.modest && task.cpuWanted > 0) {
            return Math.min(task.cpuQuota, machine(host) - (host.busyWanted - demand(task)));
        }
        shares.clear();
        int at = -1;
        for (HostedTask other : host.busy) {
            if (other == task) {
                at = shares.size();
            }
            shares.add(demand(other), weight(other));
        }
        if (at < 0) {
            at = shares.size();
            shares.add(0, weight(task));
        }
        shares.want(at, task.cpuQuota);
        shares.divide(exhausted ? credits.baseline(host) : machine(host));
        return shares.given(at);
    }
}
