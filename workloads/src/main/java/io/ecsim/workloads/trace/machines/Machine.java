package io.ecsim.workloads.trace.machines;

import io.ecsim.faults.Outage;
import java.util.ArrayList;
import java.util.List;

/** The history of one machine: at each time it is away or there in one of its sizes. */
final class Machine {

    private final List<Form> forms = new ArrayList<>();
    private int current = -1;

    /**
     * What a machine offers.
     *
     * @param platform name of its architecture and chipset, hidden by the trace
     */
    record Size(int cpuUnits, int memoryMiB, String platform) {}

    /** A machine in one size, which is one container instance, and when it was there. */
    static final class Form {

        private final Size size;
        private final List<long[]> stays = new ArrayList<>();

        private Form(Size size) {
            this.size = size;
        }

        Size size() {
            return size;
        }

        /** Forgets what lies before the window and moves its beginning to 0; returns whether anything is left. */
        private boolean cut(long fromMicros) {
            stays.removeIf(stay -> stay[1] <= fromMicros);
            for (long[] stay : stays) {
                stay[0] = Math.max(0, stay[0] - fromMicros);
                stay[1] = stay[1] == Outage.ENDLESS ? stay[1] : stay[1] - fromMicros;
            }
            return !stays.isEmpty();
        }

        boolean joinsLater() {
            return stays.get(0)[0] > 0;
        }

        boolean isGone() {
            return stays.get(stays.size() - 1)[1] != Outage.ENDLESS;
        }

        /** Returns the times between the stays. A machine that comes back in the same instant is away for 1 microsecond. */
        List<Outage> outages(String instance) {
            List<Outage> outages = new ArrayList<>();
            long gone = 0;
            for (long[] stay : stays) {
                if (stay[0] > 0) {
                    outages.add(new Outage(instance, gone, Math.max(stay[0], gone + 1)));
                }
                gone = stay[1];
            }
            if (gone != Outage.ENDLESS) {
                outages.add(new Outage(instance, gone, Outage.ENDLESS));
            }
            return outages;
        }
    }

    boolean isThere() {
        return current >= 0;
    }

    boolean has(Size size) {
        return current >= 0 && forms.get(current).size.equals(size);
    }

    /** The machine is there from now on; in a size that it had before it is the same instance again. */
    void come(Size size, long nowMicros) {
        for (current = 0; current < forms.size(); current++) {
            if (forms.get(current).size.equals(size)) {
                break;
            }
        }
        if (current == forms.size()) {
            forms.add(new Form(size));
        }
        forms.get(current).stays.add(new long[] {nowMicros, Outage.ENDLESS});
    }

    void go(long nowMicros) {
        List<long[]> stays = forms.get(current).stays;
        stays.get(stays.size() - 1)[1] = nowMicros;
        current = -1;
    }

    /** Returns the sizes in which the machine is there after the given time, which becomes 0. */
    List<Form> formsFrom(long fromMicros) {
        return forms.stream().filter(form -> form.cut(fromMicros)).toList();
    }
}
