package io.ecsim.controlplane;

import io.ecsim.faults.RegistryFault;
import io.ecsim.images.ImageSettings;
import io.ecsim.images.Registry;
import io.ecsim.images.RegistryOutage;
import io.ecsim.images.RegistrySlowdown;
import io.ecsim.images.Throughput;
import java.util.ArrayList;
import java.util.List;

/** Registries as planned faults leave them. */
final class RegistryFaults {

    private RegistryFaults() {}

    /** Returns where images come from in a world with these faults. */
    static ImageSettings applied(ImageSettings images, List<RegistryFault> faults) {
        if (faults.isEmpty()) {
            return images;
        }
        List<Registry> registries = new ArrayList<>();
        for (Registry registry : images.registries()) {
            List<RegistryOutage> outages = new ArrayList<>();
            List<RegistrySlowdown> slowdowns = new ArrayList<>();
            for (RegistryFault fault : faults) {
                if (fault.registry().equals(registry.name())) {
                    long lasts = fault.endMicros() - fault.atMicros();
                    if (fault.kind() == RegistryFault.Kind.DOWN) {
                        outages.add(new RegistryOutage(fault.atMicros(), lasts));
                    } else {
                        long sends = fault.bytesPerSecond().orElseGet(() -> slowed(registry, fault.factor()));
                        slowdowns.add(new RegistrySlowdown(fault.atMicros(), lasts, fault.factor(), sends));
                    }
                }
            }
            registries.add(registry.with(outages, slowdowns));
        }
        return images.withRegistries(registries);
    }

    private static long slowed(Registry registry, double factor) {
        return registry.bytesPerSecond() == Throughput.UNLIMITED
                ? Throughput.UNLIMITED
                : Math.max(1, (long) (registry.bytesPerSecond() / factor));
    }
}
