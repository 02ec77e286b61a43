package io.ecsim.observe;

import io.ecsim.billing.Bill;
import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillLine;
import io.ecsim.billing.Billing;
import io.ecsim.billing.BillingPlan;
import io.ecsim.billing.BillingPlan.PullRoute;
import io.ecsim.billing.FargatePrices;
import io.ecsim.billing.FargateSize;
import io.ecsim.model.ContainerInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the bill of a run (models.md M11): quantities as exact integers, by item, kind and price. */
final class BillRecorder implements Billing {

    private static final double MICROS_PER_HOUR = 3.6e9;
    private static final double MICRO_USD = 1e6;
    private static final long NANO_PER_MICRO = 1000;
    private static final long LEAST_BILLED_MICROS = 60_000_000;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long MIB_PER_GIB = 1024;

    private final BillingPlan plan;
    private final long fromMicros;
    private final Map<Key, WideSum> quantities = new TreeMap<>();

    /** Micro-dollars an hour x microseconds of all instances at their own price, whatever covers it. */
    private final WideSum instances = new WideSum();

    private final Optional<SavingsPlanHours> savings;
    private final List<CapacityUnits> balancers = new ArrayList<>();

    /** By position of a service: what counts the requests of its load balancer; empty beyond the last that has one. */
    private final List<Optional<CapacityUnits>> balancerOf = new ArrayList<>();

    private long imageBytesBefore;

    /** A line: one item, one kind, one price. */
    record Key(BillItem item, String detail, long nanoUsdPerUnit) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::item).thenComparing(Key::detail).thenComparingLong(Key::nanoUsdPerUnit);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Makes a recorder.
     *
     * @param fromMicros end of the warm-up: what was used before is not billed
     */
    BillRecorder(BillingPlan plan, long fromMicros) {
        this.plan = plan;
        this.fromMicros = fromMicros;
        this.savings = plan.savingsPlan().map(stated -> new SavingsPlanHours(stated, fromMicros));
        for (BillingPlan.LoadBalancer stated : plan.loadBalancers()) {
            CapacityUnits units = new CapacityUnits(stated, fromMicros);
            balancers.add(units);
            for (int service : stated.services()) {
                while (balancerOf.size() <= service) {
                    balancerOf.add(Optional.empty());
                }
                balancerOf.set(service, Optional.of(units));
            }
        }
    }

    /** The time of an instance from its launch to its end, or the end of the run (R2.41). */
    void instance(ContainerInstance instance, long launchedMicros, long nowMicros) {
        if (nowMicros <= fromMicros) {
            return;
        }
        long micros = instanceMicros(launchedMicros, nowMicros);
        BillItem item = instance.spot() ? BillItem.EC2_SPOT : BillItem.EC2_ON_DEMAND;
        Key key = new Key(item, instance.instanceType(), instance.microUsdPerHour() * NANO_PER_MICRO);
        add(key, 1, micros);
        instances.addProduct(instance.microUsdPerHour(), micros);
        if (!instance.spot()) {
            savings.ifPresent(hours -> hours.used(key, 1, Math.max(launchedMicros, fromMicros), micros));
        }
        for (BillingPlan.Volume volume : plan.volumes()) {
            volume(volume, micros);
        }
        if (plan.instanceAddressNanoUsdPerHour() > 0) {
            add(new Key(BillItem.PUBLIC_IPV4, "instances", plan.instanceAddressNanoUsdPerHour()), 1, micros);
        }
    }

    /** Returns for how long an instance is billed, in microseconds: a minute at least after a launch that is measured. */
    private long instanceMicros(long launchedMicros, long nowMicros) {
        long least = launchedMicros >= fromMicros ? LEAST_BILLED_MICROS : 0;
        return Math.max(nowMicros - Math.max(launchedMicros, fromMicros), least);
    }

    private void volume(BillingPlan.Volume volume, long micros) {
        add(
                new Key(BillItem.EBS_STORAGE, volume.type(), volume.nanoUsdPerGbMonth()),
                volume.sizeGiB() * MIB_PER_GIB,
                micros);
        if (volume.iops() > 0) {
            add(new Key(BillItem.EBS_IOPS, volume.type(), volume.nanoUsdPerIopsMonth()), volume.iops(), micros);
        }
        if (volume.throughputMiBps() > 0) {
            add(
                    new Key(BillItem.EBS_THROUGHPUT, volume.type(), volume.nanoUsdPerMiBpsMonth()),
                    volume.throughputMiBps(),
                    micros);
        }
    }

    /** By the second, begun ones whole; a minute at least after a start that is measured (R8.4). */
    @Override
    public void fargateTask(FargateSize size, boolean spot, long startedMicros, long toMicros) {
        if (toMicros <= fromMicros) {
            return;
        }
        long begin = Math.max(startedMicros, fromMicros);
        long seconds = Math.floorDiv(toMicros - begin + SECOND_MICROS - 1, SECOND_MICROS);
        long micros = Math.max(seconds * SECOND_MICROS, startedMicros >= fromMicros ? LEAST_BILLED_MICROS : 0);
        FargatePrices.Rate rate = plan.fargate().rate(size.platform());
        String platform = size.platform().title();
        Key vcpu = new Key(
                spot ? BillItem.FARGATE_SPOT_VCPU : BillItem.FARGATE_VCPU,
                platform,
                spot ? rate.spotNanoUsdPerVcpuHour() : rate.nanoUsdPerVcpuHour());
        Key memory = new Key(
                spot ? BillItem.FARGATE_SPOT_MEMORY : BillItem.FARGATE_MEMORY,
                platform,
                spot ? rate.spotNanoUsdPerGbHour() : rate.nanoUsdPerGbHour());
        add(vcpu, size.cpuUnits(), micros);
        add(memory, size.memoryMiB(), micros);
        if (!spot) {
            savings.ifPresent(hours -> {
                hours.used(vcpu, size.cpuUnits(), begin, micros);
                hours.used(memory, size.memoryMiB(), begin, micros);
            });
        }
        if (rate.licenceNanoUsdPerVcpuHour() > 0) {
            Key licence = new Key(BillItem.FARGATE_LICENCE, platform, rate.licenceNanoUsdPerVcpuHour());
            add(licence, size.cpuUnits(), micros);
        }
        int paidGiB = size.storageGiB() - FargateSize.FREE_STORAGE_GIB;
        if (paidGiB > 0) {
            Key storage =
                    new Key(BillItem.FARGATE_STORAGE, platform, plan.fargate().storageNanoUsdPerGbHour());
            add(storage, paidGiB * MIB_PER_GIB, micros);
        }
        if (plan.taskAddressNanoUsdPerHour() > 0) {
            add(new Key(BillItem.PUBLIC_IPV4, "Fargate tasks", plan.taskAddressNanoUsdPerHour()), 1, micros);
        }
    }

    @Override
    public void requests(int service, long requests, long bytes, long bytesAcrossZones, long sinceMicros) {
        if (sinceMicros < fromMicros) {
            return;
        }
        Optional<CapacityUnits> balancer = service < balancerOf.size() ? balancerOf.get(service) : Optional.empty();
        balancer.ifPresent(units -> units.used(requests, bytes, sinceMicros));
        boolean free = balancer.map(CapacityUnits::reachesZonesFree).orElse(false);
        if (!free && bytesAcrossZones > 0 && plan.traffic().zoneNanoUsdPerGb() > 0) {
            Key key = new Key(BillItem.ZONE_TRAFFIC, "", plan.traffic().zoneNanoUsdPerGb());
            add(key, bytesAcrossZones, 2); // out of the one zone and into the other
        }
    }

    /** Whether it matters how many bytes image pulls received. */
    boolean countsImageBytes() {
        return plan.traffic().pulls() != PullRoute.FREE;
    }

    /** The warm-up has ended, and image pulls had received so many bytes until then. */
    void imageBytesBefore(long bytes) {
        imageBytesBefore = bytes;
    }

    private void imageBytes(long bytes) {
        switch (plan.traffic().pulls()) {
            case FREE -> {}
            case NAT_GATEWAY ->
                add(new Key(BillItem.NAT_BYTES, "image pulls", plan.traffic().natNanoUsdPerGb()), bytes, 1);
            case INTERFACE_ENDPOINT ->
                add(
                        new Key(
                                BillItem.ENDPOINT_BYTES,
                                "image pulls",
                                plan.traffic().endpointNanoUsdPerGb()),
                        bytes,
                        1);
        }
    }

    private void add(Key key, long amount, long times) {
        quantities.computeIfAbsent(key, made -> new WideSum()).addProduct(amount, times);
    }

    /**
     * Returns the total of a bill in US dollars. Rounding is that of one sum over all instances, so that their price does
     * not depend on how many lines it is written in.
     */
    double totalUsd(Bill bill) {
        if (savings.isPresent()) {
            return bill.usd();
        }
        double others = bill.lines().stream()
                .filter(line -> !line.item().isInstanceTime())
                .mapToDouble(BillLine::usd)
                .sum();
        return instances.toDouble() / MICROS_PER_HOUR / MICRO_USD + others;
    }

    /**
     * Closes the books.
     *
     * @param imageBytes what image pulls received from the beginning of the run
     */
    Bill finish(long endMicros, long imageBytes) {
        long micros = Math.max(0, endMicros - fromMicros);
        for (BillingPlan.Standing standing : plan.standing()) {
            add(new Key(standing.item(), standing.detail(), standing.nanoUsdPerHour()), standing.count(), micros);
        }
        for (CapacityUnits units : balancers) {
            add(units.key(), units.finish(), 1);
        }
        imageBytes(imageBytes - imageBytesBefore);
        List<BillLine> lines = new ArrayList<>();
        quantities.forEach((key, sum) ->
                lines.add(new BillLine(key.item(), key.detail(), key.nanoUsdPerUnit(), sum.toBigInteger())));
        List<BillLine> covered =
                savings.map(hours -> hours.applied(lines, endMicros)).orElse(lines);
        return new Bill(
                covered.stream().filter(line -> line.baseUnits().signum() > 0).toList(), micros);
    }
}
