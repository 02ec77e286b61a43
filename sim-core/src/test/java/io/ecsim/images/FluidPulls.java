package io.ecsim.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The plain twin of the event-driven pulls: a fluid in real numbers. All rates are filled progressively from nothing at
 * every step, by all pulls and all bottlenecks; a step lasts until the next layer arrives or the next pull begins.
 */
final class FluidPulls {

    /** A pull to be made. */
    record Asked(double atSeconds, int instance, Image image) {}

    private static final double SMALL = 1e-9;

    private final ImageSettings settings;
    private final String[] zoneOf;
    private final Map<String, Registry> registries = new LinkedHashMap<>();
    private final List<TreeSet<String>> layersThere = new ArrayList<>();

    /** A pull on its way. */
    private static final class Flow {
        private final Asked asked;
        private int next;
        private boolean receives;
        private double leftBytes;
        private double rate;
        private double endSeconds = -1;

        Flow(Asked asked) {
            this.asked = asked;
        }

        Layer layer() {
            return asked.image().layers().get(next);
        }
    }

    FluidPulls(ImageSettings settings, String... zoneOf) {
        this.settings = settings;
        this.zoneOf = zoneOf;
        settings.registries().forEach(registry -> registries.put(registry.name(), registry));
        for (int i = 0; i < zoneOf.length; i++) {
            layersThere.add(new TreeSet<>());
        }
    }

    /** Returns when each pull ends, in seconds. */
    double[] ends(List<Asked> asked) {
        List<Flow> flows = asked.stream().map(Flow::new).toList();
        double now = 0;
        while (true) {
            proceed(flows, now);
            share(flows);
            double next = Double.POSITIVE_INFINITY;
            for (Flow flow : flows) {
                if (flow.asked.atSeconds() > now + SMALL) {
                    next = Math.min(next, flow.asked.atSeconds());
                } else if (flow.receives) {
                    next = Math.min(next, now + flow.leftBytes / flow.rate);
                }
            }
            if (next == Double.POSITIVE_INFINITY) {
                return flows.stream().mapToDouble(flow -> flow.endSeconds).toArray();
            }
            for (Flow flow : flows) {
                if (flow.receives) {
                    flow.leftBytes -= flow.rate * (next - now);
                }
            }
            now = next;
        }
    }

    /** Ends layers that have come, then lets each pull take up its next. */
    private void proceed(List<Flow> flows, double now) {
        for (Flow flow : flows) {
            if (flow.receives && flow.leftBytes < 0.5) {
                flow.receives = false;
                layersThere.get(flow.asked.instance()).add(flow.layer().digest());
            }
        }
        for (Flow flow : flows) {
            if (flow.asked.atSeconds() > now + SMALL || flow.receives || flow.endSeconds >= 0) {
                continue;
            }
            TreeSet<String> there = layersThere.get(flow.asked.instance());
            while (flow.next < flow.asked.image().layers().size()
                    && there.contains(flow.layer().digest())) {
                flow.next++;
            }
            if (flow.next == flow.asked.image().layers().size()) {
                flow.endSeconds = now;
            } else if (flows.stream()
                    .noneMatch(other -> other.receives
                            && other.asked.instance() == flow.asked.instance()
                            && other.layer().digest().equals(flow.layer().digest()))) {
                flow.receives = true;
                flow.leftBytes = flow.layer().bytes();
            }
        }
    }

    private void share(List<Flow> flows) {
        Map<String, Double> left = new LinkedHashMap<>();
        Map<String, List<Flow>> through = new LinkedHashMap<>();
        List<Flow> open = new ArrayList<>();
        for (Flow flow : flows) {
            if (!flow.receives) {
                continue;
            }
            open.add(flow);
            Throughput limits = settings.throughput();
            Registry registry = registries.get(flow.asked.image().registry());
            int instance = flow.asked.instance();
            pass(flow, "pull " + flows.indexOf(flow), limits.unpackBytesPerSecond(), left, through);
            pass(flow, "network " + instance, limits.networkBytesPerSecond(), left, through);
            pass(flow, "volume " + instance, limits.rootVolumeBytesPerSecond(), left, through);
            pass(flow, "registry " + registry.name(), registry.bytesPerSecond(), left, through);
            if (registry.kind() != Registry.Kind.PRIVATE) {
                pass(flow, "zone " + zoneOf[instance], limits.zoneGatewayBytesPerSecond(), left, through);
            }
        }
        while (!open.isEmpty()) {
            String tightest = "";
            double level = Double.POSITIVE_INFINITY;
            for (Map.Entry<String, List<Flow>> link : through.entrySet()) {
                double fair = left.get(link.getKey()) / link.getValue().size();
                if (!link.getValue().isEmpty() && fair < level) {
                    level = fair;
                    tightest = link.getKey();
                }
            }
            for (Flow flow : List.copyOf(through.get(tightest))) {
                flow.rate = level;
                open.remove(flow);
                for (Map.Entry<String, List<Flow>> link : through.entrySet()) {
                    if (link.getValue().remove(flow)) {
                        left.merge(link.getKey(), -level, Double::sum);
                    }
                }
            }
        }
    }

    private static void pass(
            Flow flow, String link, double limit, Map<String, Double> left, Map<String, List<Flow>> through) {
        left.put(link, limit);
        through.computeIfAbsent(link, key -> new ArrayList<>()).add(flow);
    }
}
