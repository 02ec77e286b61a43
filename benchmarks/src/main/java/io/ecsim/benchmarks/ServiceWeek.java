package io.ecsim.benchmarks;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.GroupTimings;
import io.ecsim.billing.BillingPlan;
import io.ecsim.capacity.CapacityPlan;
import io.ecsim.capacity.CapacityProvider;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.ManagedScaling;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.TaskCallPlan;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.Launch;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.servicescaling.ScalableTarget;
import io.ecsim.servicescaling.ScalingMetric;
import io.ecsim.servicescaling.ScalingPlan;
import io.ecsim.servicescaling.TargetTrackingPolicy;
import io.ecsim.traffic.RequestPlan;
import io.ecsim.traffic.RequestRate;
import io.ecsim.traffic.ServiceRequests;
import io.ecsim.workload.Workload;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A week of services whose requests follow the time of day, each with a peak of its own between noon and ten in the evening
 * of twice the mean. Target tracking keeps the CPU of their tasks, ten of one vCPU in the mean, at 60 %; a capacity provider
 * keeps an Auto Scaling group of up to five instances a service that holds them. Each service is deployed twice; instances
 * fail once a month.
 */
final class ServiceWeek {

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final String GROUP = "fleet";
    private static final int TASKS = 10;
    private static final double TARGET_PERCENT = 60;
    private static final double CPU_SECONDS = 0.02;

    private ServiceWeek() {}

    static World world(int services) {
        int most = services * 5;
        List<TaskSpec> specs = new ArrayList<>();
        List<ServicePlan> plans = new ArrayList<>();
        List<ServiceRequests> requests = new ArrayList<>();
        List<ScalableTarget> targets = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            String name = "service-" + i;
            int first = specs.size();
            for (int revision = 1; revision <= 2; revision++) {
                specs.add(new TaskSpec(
                                definition(name, revision),
                                "service:" + name,
                                List.of(),
                                true,
                                Service.DEFAULT_CLUSTER,
                                TaskBehaviour.STEADY)
                        .with(new Launch.ByProviders(List.of(new CapacityProviderStrategyItem(GROUP, 0, 1)))));
            }
            long at = DAY + i * (DAY / services);
            plans.add(new ServicePlan(
                    Service.replica(name, TASKS),
                    first,
                    List.of(ServiceUpdate.revision(at, first + 1), ServiceUpdate.revision(at + 3 * DAY, first))));
            long peak = (12 + 10L * i / services) * 3600 * SECOND;
            requests.add(ServiceRequests.of(
                    i, new DailyRate(TASKS * TARGET_PERCENT / 100 / CPU_SECONDS, peak), CPU_SECONDS));
            targets.add(new ScalableTarget(
                    i,
                    2,
                    4 * TASKS,
                    List.of(new TargetTrackingPolicy(
                            "cpu", ScalingMetric.predefined(ScalingMetric.Kind.CPU), TARGET_PERCENT)),
                    List.of(),
                    List.of()));
        }
        ControlPlane controlPlane = new ControlPlane(
                        ControlPlane.DEFAULT.agents(), ControlPlane.DEFAULT.images(), plans)
                .with(capacity(most))
                .with(new RequestPlan(requests, RequestPlan.DEFAULT_STEP_MICROS))
                .with(new ScalingPlan(targets));
        FaultPlan faults = new FaultPlan(
                Optional.of(new FaultPlan.Renewal(seconds(30 * DAY), seconds(300 * SECOND))),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        return new World(
                places(most),
                specs,
                Workload.EMPTY,
                new NoFitPolicy.Wait(false),
                faults,
                7 * DAY,
                0,
                0,
                TaskCallPlan.NONE,
                List.of(),
                Optional.of(controlPlane),
                BillingPlan.DEFAULT);
    }

    /** As many places in each zone as the group has machines at most: a zone may be all that is left. */
    private static List<ContainerInstance> places(int most) {
        List<ContainerInstance> places = new ArrayList<>();
        for (String zone : List.of("zone-a", "zone-b", "zone-c")) {
            for (int i = 0; i < most; i++) {
                Map<String, String> attributes = new TreeMap<>();
                attributes.put("ecs.availability-zone", zone);
                attributes.put(CapacityProviders.ATTRIBUTE, GROUP);
                places.add(new ContainerInstance(
                        String.format(Locale.ROOT, "i-%s-%05d", zone, i),
                        new AvailabilityZone(zone),
                        "m5.xlarge",
                        4096,
                        15_870,
                        0,
                        0,
                        ContainerInstance.DEFAULT_RESERVED_PORTS,
                        Map.of(),
                        attributes,
                        192_000,
                        GROUP));
            }
        }
        return places;
    }

    private static CapacityPlan capacity(int most) {
        GroupTimings timings = new GroupTimings(
                new ConstantLaw(90, Quantity.NUMBER), new ConstantLaw(900, Quantity.NUMBER), 60 * SECOND);
        AutoScalingGroup group = AutoScalingGroup.of(GROUP, GROUP, 1, most, most / 2, timings);
        CapacityProvider provider = new CapacityProvider(
                GROUP,
                Service.DEFAULT_CLUSTER,
                GROUP,
                Optional.of(new ManagedScaling(95, 1, ManagedScaling.MOST_STEP, 300 * SECOND)),
                true,
                true);
        return new CapacityPlan(List.of(group), List.of(provider));
    }

    private static ExponentialLaw seconds(long meanMicros) {
        return new ExponentialLaw(meanMicros / (double) SECOND, Quantity.NUMBER);
    }

    private static TaskDefinition definition(String name, int revision) {
        ContainerDefinition only = new ContainerDefinition(
                "app",
                1024,
                2048,
                0,
                0,
                true,
                List.of(),
                new ContainerLifecycle(
                        name + ":" + revision, List.of(), Optional.of(HealthCheck.DEFAULT), 0, 0, Optional.empty()));
        return new TaskDefinition(name, revision, NetworkMode.BRIDGE, 0, 0, List.of(only), List.of(), Map.of());
    }

    /**
     * A cosine over the day from nothing to twice its mean.
     *
     * @param meanPerSecond requests a second
     * @param peakMicros time of day of the peak
     */
    private record DailyRate(double meanPerSecond, long peakMicros) implements RequestRate {

        @Override
        public Flow open(Streams streams, String name, long horizonMicros) {
            long[] asked = new long[1];
            return micros -> {
                double requests = integral(micros) - integral(asked[0]);
                asked[0] = micros;
                return requests;
            };
        }

        private double integral(long micros) {
            double turn = 2 * Math.PI / DAY;
            return meanPerSecond / SECOND * (micros + StrictMath.sin(turn * (micros - peakMicros)) / turn);
        }
    }
}
