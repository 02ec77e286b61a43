package io.ecsim.workloads.scenario;

import io.ecsim.fargate.FargateSettings;
import io.ecsim.faults.SpotMarket;
import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Binds the field {@code fargate}: how Fargate behaves; its prices are those of the bill. */
final class FargateBinder {

    private static final Pattern ZONE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MOST = 1_000_000;
    private static final long MOST_BYTES = 1_000_000_000_000L;

    private final BindingContext context;
    private final Faults faults;
    private final Optional<ClusterPlan> cluster;

    /**
     * Makes the binder.
     *
     * @param cluster whose zones are those of the subnets unless stated; empty when it has faults of its own
     */
    FargateBinder(BindingContext context, Optional<ClusterPlan> cluster) {
        this.context = context;
        this.cluster = cluster;
        this.faults = context.faults();
    }

    /**
     * Binds the field.
     *
     * @param used whether tasks of the scenario run on Fargate
     */
    FargateSettings bind(Fields scenario, boolean used) {
        FargateSettings settings =
                scenario.optionalObject("fargate", this::settings).orElseGet(() -> FargateSettings.DEFAULT.in(zones()));
        if (used) {
            context.assume("A task on Fargate is provisioned in "
                    + settings.provisioningSeconds().describe() + " seconds and pulls its images at "
                    + settings.pullBytesPerSecondPerVcpu() / 1e6 + " MB/s for each vCPU: AWS gives no figure"
                    + " (fargate.provisioning, fargate.pullRate).");
        }
        return settings;
    }

    private List<String> zones() {
        return cluster.map(ClusterPlan::statedZones).orElse(List.of());
    }

    /** Returns whether tasks of a scenario may run on Fargate alone, right or wrong, so that it needs no instances. */
    static boolean isAsked(Fields scenario) {
        return scenario.has("fargate")
                || Stream.of("services", "runTasks")
                        .flatMap(list -> scenario.node(list).stream())
                        .flatMap(list -> list.items().stream())
                        .anyMatch(FargateBinder::namesFargate);
    }

    private static boolean namesFargate(Node task) {
        return task.member("launchType").filter(FargateBinder::isFargate).isPresent()
                || task.member(LaunchBinder.STRATEGY).stream()
                        .flatMap(strategy -> strategy.items().stream())
                        .flatMap(item -> item.member("capacityProvider").stream())
                        .anyMatch(FargateBinder::isFargate);
    }

    private static boolean isFargate(Node name) {
        return name.kind() == Kind.TEXT && name.text().startsWith("FARGATE");
    }

    private Optional<FargateSettings> settings(Fields fields) {
        FargateSettings absent = FargateSettings.DEFAULT;
        List<String> zones = fields.listOrEmpty(
                "zones", node -> node.asText(faults, ZONE, "the name of a zone, such as us-east-1a"));
        int burst = fields.integerOr("launchBurst", 1, MOST, absent.launchBurst());
        int rate = fields.integerOr("launchesPerSecond", 1, MOST, absent.launchesPerSecond());
        int quota = fields.integerOr("vcpuQuota", 0, 100_000_000, absent.vcpuQuota());
        Law provisioning = fields.optional("provisioning", this::seconds).orElse(absent.provisioningSeconds());
        long pullRate = fields.optional("pullRate", node -> ByteAmounts.rate(node, faults, MOST_BYTES))
                .orElse(absent.pullBytesPerSecondPerVcpu());
        SpotMarket spot = fields.optionalObject("spot", inside -> new SpotBinder(context).market(inside))
                .orElse(absent.spot());
        Optional<Law> life = fields.optional("hostLife", this::seconds);
        long notice = fields.durationMicrosOr(
                "retirementNotice", 0, Quantity.LONGEST_MICROS, absent.retirementNoticeMicros());
        int places = fields.integerOr("placesPerZone", 1, MOST, absent.placesPerZone());
        return fields.build(() -> new FargateSettings(
                zones.isEmpty() ? zones() : zones,
                burst,
                rate,
                quota,
                provisioning,
                pullRate,
                spot,
                life,
                notice,
                places));
    }

    private Optional<Law> seconds(Node node) {
        return Laws.read(node, faults, Quantity.DURATION).map(InSeconds::new);
    }
}
