package io.ecsim.experiments.fleet;

import io.ecsim.experiments.fleet.FleetService.Spread;
import io.ecsim.model.InstanceType;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.catalogue.RegisteredMemory;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes a first scenario for a list of services. There is no service scheduler in it: the tasks of a service arrive and
 * end at random so that, on average, as many run as the list says.
 */
public final class FleetScenario {

    /** Share of the cluster that the first estimate fills, in percent. */
    private static final int FILL_PERCENT = 70;

    private static final int CPU_UNITS_PER_VCPU = 1024;
    private static final int ZONES = 3;
    private static final int MOST_TASKS = 1_000_000;
    private static final List<String> TYPES =
            List.of("m5.2xlarge", "m5.4xlarge", "m5.8xlarge", "m5.12xlarge", "m5.24xlarge");

    private final List<FleetService> services;
    private final boolean flat;
    private final boolean ofWeek;

    private FleetScenario(List<FleetService> services) {
        this.services = services;
        this.flat = services.stream().allMatch(each -> each.curve().isFlat());
        this.ofWeek = services.stream().anyMatch(each -> each.curve().ofWeek());
    }

    /**
     * Returns the text of a scenario.
     *
     * @param list a CSV file with the columns name, count, cpu, memory and, where wanted, spread and curve
     * @throws io.ecsim.workloads.document.DocumentException with all faults of the list
     * @throws IOException if the list cannot be read
     */
    public static String of(Path list) throws IOException {
        Faults faults = new Faults();
        List<FleetService> services = ServiceList.read(list, faults);
        faults.throwIfAny();
        FleetScenario scenario = new FleetScenario(services);
        scenario.check(list.toString(), faults);
        faults.throwIfAny();
        return scenario.text(String.valueOf(list.getFileName()));
    }

    private void check(String file, Faults faults) {
        boolean hourly = services.stream()
                .anyMatch(each -> !each.curve().isFlat() && !each.curve().ofWeek());
        if (ofWeek && hourly) {
            faults.add(
                    new Fault(
                            file,
                            0,
                            0,
                            "curve",
                            "found retail-week and curves by the hour, but a scenario has one curve: expected flat and one kind"));
        }
        if (tasks() > MOST_TASKS) {
            faults.add(new Fault(
                    file, 0, 0, "count", "found " + tasks() + " tasks in all, expected at most " + MOST_TASKS));
        }
        if (type().isEmpty()) {
            faults.add(new Fault(
                    file, 0, 0, "", "a task fits on none of " + String.join(", ", TYPES) + ", expected smaller tasks"));
        }
    }

    private long tasks() {
        return services.stream().mapToLong(FleetService::count).sum();
    }

    /** Returns the smallest type of which the largest task takes at most half, else the largest on which it fits. */
    private Optional<InstanceType> type() {
        InstanceCatalogue catalogue = InstanceCatalogue.load();
        List<InstanceType> types =
                TYPES.stream().map(name -> catalogue.find(name).orElseThrow()).toList();
        return types.stream()
                .filter(type -> services.stream().allMatch(each -> fits(each, type, 2)))
                .findFirst()
                .or(() -> Optional.of(types.get(types.size() - 1))
                        .filter(type -> services.stream().allMatch(each -> fits(each, type, 1))));
    }

    private static boolean fits(FleetService service, InstanceType type, int times) {
        return (long) service.cpuUnits() * times <= (long) type.vcpus() * CPU_UNITS_PER_VCPU
                && (long) service.memoryMiB() * times <= RegisteredMemory.mib(type);
    }

    private String text(String list) {
        InstanceType type = type().orElseThrow();
        long cpuUnits = services.stream()
                .mapToLong(each -> (long) each.count() * each.cpuUnits())
                .sum();
        long memoryMiB = services.stream()
                .mapToLong(each -> (long) each.count() * each.memoryMiB())
                .sum();
        double peak = peak();
        long byCpu = instances(cpuUnits * peak, (long) type.vcpus() * CPU_UNITS_PER_VCPU);
        long byMemory = instances(memoryMiB * peak, RegisteredMemory.mib(type));
        int apart = services.stream()
                .filter(each -> each.spread() == Spread.DISTINCT)
                .mapToInt(each -> withRoom(each.count() * peak))
                .max()
                .orElse(0);
        long estimate = Math.max(Math.max(byCpu, byMemory), Math.max(apart, ZONES));
        StringBuilder text = new StringBuilder();
        head(text, list);
        text.append("cluster:\n  region: us-east-1\n  zones: [us-east-1a, us-east-1b, us-east-1c]\n");
        text.append("  # A first estimate: the services ask for ")
                .append(cpuUnits)
                .append(" CPU units and ")
                .append(memoryMiB)
                .append(" MiB on average")
                .append(peak > 1 ? String.format(Locale.ROOT, ",\n  # %.2f times that at the peak", peak) : "")
                .append(".\n  # At ")
                .append(FILL_PERCENT)
                .append(" % of a cluster that is ")
                .append(byCpu)
                .append(" instances by CPU, ")
                .append(byMemory)
                .append(" by memory");
        if (apart > 0) {
            text.append("; ").append(apart).append(" for distinct instances with room");
        }
        text.append(".\n  instances:\n    - {count: ")
                .append(estimate)
                .append(", instanceType: ")
                .append(type.name())
                .append("}\n\n");
        workload(text);
        tail(text, estimate);
        return text.toString();
    }

    /** Tasks come and go at random, about as many as a Poisson count; three deviations more are seldom passed. */
    private static int withRoom(double mean) {
        return (int) Math.ceil(mean + 3 * StrictMath.sqrt(mean));
    }

    private static long instances(double demand, long each) {
        return (long) Math.ceil(demand * 100 / ((double) each * FILL_PERCENT));
    }

    private void head(StringBuilder text, String list) {
        text.append("# A fleet of ")
                .append(services.size())
                .append(services.size() == 1 ? " service" : " services")
                .append(" from ")
                .append(list)
                .append(". Run it with: ecsim compare FILE\n")
                .append(
                        "# There is no service scheduler yet: the tasks of each service arrive and end at random, so that\n")
                .append("# on average as many run as the list says. docs/scenario.md lists every field.\n\n")
                .append("name: fleet\nseed: 1\n")
                .append(flat ? "horizon: 3d\n" : ofWeek ? "horizon: 8d\n" : "horizon: 3d\n")
                .append(flat ? "" : "warmup: 1d                 # the fleet starts empty\n")
                .append('\n');
    }

    private void workload(StringBuilder text) {
        int runHours = flat ? 12 : 1;
        String perHour = plain(tasks() / (double) runHours);
        text.append("workload:\n");
        if (flat) {
            text.append("  arrivals: {poisson: {perHour: ").append(perHour).append("}}\n  stationaryStart: true\n");
            text.append("  runTime: {exponential: {mean: 12h}}      # a task lives until it is deployed or moved\n");
        } else {
            text.append("  # One curve for the whole fleet, the mean of the services' curves by their CPU.\n");
            text.append("  arrivals:\n");
            text.append(ofWeek ? week(perHour) : day(perHour));
            text.append(
                    "  runTime: {exponential: {mean: 1h}}       # short, so that the number of tasks follows the curve\n");
        }
        text.append("  tasks:\n");
        for (FleetService service : services) {
            text.append("    - {name: ")
                    .append('"')
                    .append(service.name())
                    .append('"')
                    .append(", weight: ")
                    .append(service.count())
                    .append(", cpu: ")
                    .append(service.cpuUnits())
                    .append(", memory: ")
                    .append(service.memoryMiB())
                    .append(", service: true");
            if (service.spread() == Spread.DISTINCT) {
                text.append(", placementConstraints: [{type: distinctInstance}]");
            }
            text.append("}\n");
        }
        text.append('\n');
    }

    /** Flat services level the day and the weekend of the others. */
    private String week(String perHour) {
        double share = shareOfCpu(service -> service.curve().ofWeek());
        return "    retailWeek: {perHour: " + perHour + ", swing: " + plain(share) + ", weekend: "
                + plain(1 + 0.2 * share) + "}\n";
    }

    private String day(String perHour) {
        List<String> points = new ArrayList<>();
        List<Double> factors = fleetCurve();
        for (int hour = 0; hour < LoadCurve.HOURS; hour++) {
            points.add("[" + (hour == 0 ? "0s" : hour + "h") + ", " + plain(factors.get(hour)) + "]");
        }
        StringBuilder text = new StringBuilder("    diurnal:\n      perHour: " + perHour + "\n      points:\n");
        for (int from = 0; from < points.size(); from += 6) {
            text.append(from == 0 ? "        [" : "         ")
                    .append(String.join(", ", points.subList(from, from + 6)))
                    .append(from + 6 == points.size() ? "]\n" : ",\n");
        }
        return text.toString();
    }

    private List<Double> fleetCurve() {
        double all = shareSum(service -> true);
        List<Double> factors = new ArrayList<>();
        for (int hour = 0; hour < LoadCurve.HOURS; hour++) {
            double sum = 0;
            for (FleetService service : services) {
                sum += (double) service.count()
                        * service.cpuUnits()
                        * service.curve().hourly().get(hour);
            }
            factors.add(sum / all);
        }
        return factors;
    }

    private double peak() {
        double retail = 1 + 1.2 * shareOfCpu(service -> service.curve().ofWeek());
        return ofWeek
                ? retail
                : fleetCurve().stream().mapToDouble(each -> each).max().orElse(1);
    }

    private double shareOfCpu(Predicate<FleetService> chosen) {
        return shareSum(chosen) / shareSum(service -> true);
    }

    private double shareSum(Predicate<FleetService> chosen) {
        return services.stream()
                .filter(chosen)
                .mapToDouble(each -> (double) each.count() * each.cpuUnits())
                .sum();
    }

    private void tail(StringBuilder text, long estimate) {
        text.append("queue: {wait: fifoWithPassing}\n\n");
        text.append(
                        "# A strategy places every task, whatever its service; tasks of services marked zone or instance:\n# ")
                .append(marked())
                .append(".\nstrategies:\n");
        text.append("  - spread(attribute:ecs.availability-zone), binpack(memory)\n");
        text.append("  - spread(attribute:ecs.availability-zone), spread(instanceId)\n  - binpack(memory)\n");
        text.append("\nreplicate: {regenerate: 5}\n\nobjective:\n  metric: waitP95\n  margin: 1s\n  subjectTo:\n");
        text.append("    - {metric: waitP95, atMost: 30s}\n    - {metric: unplaced, atMost: 1%}\n\n");
        text.append("need: {min: 1, max: ")
                .append(Math.max(2 * estimate, ZONES))
                .append("}            # the fewest instances that keep the conditions\n");
    }

    private String marked() {
        List<String> names = services.stream()
                .filter(each -> each.spread() == Spread.ZONE || each.spread() == Spread.INSTANCE)
                .map(each -> each.name() + " (" + each.spread().key() + ")")
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
