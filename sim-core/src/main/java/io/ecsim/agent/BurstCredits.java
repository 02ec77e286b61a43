package io.ecsim.agent;

/**
 * The CPU credits of hosts of the T families (models.md M5): a host earns steadily and spends what its tasks use, as far as
 * that is known. One in standard mode without credits has its baseline only; one in unlimited mode goes on, and is charged
 * for what it overspends beyond the earnings of a day.
 */
final class BurstCredits {

    /** More than any host can earn, keep or owe, in millionths of a vCPU times microseconds. */
    private static final double BEYOND = 4e18;

    private final Appointments appointments;
    private final CpuSettings settings;

    BurstCredits(CpuSettings settings, Appointments appointments) {
        this.settings = settings;
        this.appointments = appointments;
    }

    /** A machine has come up, with its launch credits. */
    void machineStarted(Host host) {
        if (host.burst != null) {
            host.credits = host.burst.launchCredits() * Burstable.CREDIT;
            host.creditsAtMicros = appointments.nowMicros();
        }
    }

    /** A machine has gone. */
    void machineEnded(Host host) {
        appointments.cancel(host.creditsEnd);
        host.creditsEnd = Appointments.NONE;
    }

    private boolean standard(Burstable burst) {
        return settings.credits()
                .map(mode -> mode == CpuSettings.Credits.STANDARD)
                .orElse(!burst.unlimited());
    }

    /** Adds what a host has earned and spent since it was last looked at. */
    void settle(Host host) {
        Burstable burst = host.burst;
        if (burst == null) {
            return;
        }
        long now = appointments.nowMicros();
        double change = (double) (burst.baselineMicroVcpu() - host.cpuUsed) * (now - host.creditsAtMicros);
        long balance = Math.abs(change) < BEYOND
                ? host.credits + (burst.baselineMicroVcpu() - host.cpuUsed) * (now - host.creditsAtMicros)
                : (long) Math.copySign(BEYOND, change); // weeks, whose product a long does not hold
        long most = Math.max(burst.most(), host.credits); // launch credits are beyond the limit
        if (balance < -burst.most() && !standard(burst)) {
            balance = -burst.most(); // what is spent beyond is charged, not borrowed
        }
        host.credits = Math.min(most, balance);
        host.creditsAtMicros = now;
    }

    /** Returns whether a host has its baseline only, as of its last settlement. */
    boolean exhausted(Host host) {
        Burstable burst = host.burst;
        return burst != null && host.credits <= 0 && standard(burst);
    }

    /** Returns what a host has that is exhausted. */
    long baseline(Host host) {
        return host.burst == null ? Long.MAX_VALUE : host.burst.baselineMicroVcpu();
    }

    /** From now on a host uses so much; when its credits run out, it is looked at again. */
    void uses(Host host, long microVcpu, Runnable look) {
        Burstable burst = host.burst;
        if (burst == null) {
            return;
        }
        appointments.cancel(host.creditsEnd);
        host.creditsEnd = Appointments.NONE;
        long overspent = microVcpu - burst.baselineMicroVcpu();
        if (overspent > 0 && host.credits > 0 && standard(burst)) {
            host.creditsEnd = appointments.after(-Math.floorDiv(-host.credits, overspent), look);
        }
    }
}
