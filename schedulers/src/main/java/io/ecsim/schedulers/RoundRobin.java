package io.ecsim.schedulers;

import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.WithoutCosts;

/**
 * Round robin: the next instance, in order of registration, after the one chosen last that can take the task; after the
 * last comes the first (the cyclic order of RFC 1794, "DNS Support for Load Balancing", 1995).
 *
 * <p>Deviation: instances that cannot take the task are passed over. One cursor serves all tasks of a run. An instance
 * that joins does so at the end of the cycle.
 */
public final class RoundRobin implements WithoutCosts {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "round-robin",
                "RFC 1794, DNS Support for Load Balancing, 1995",
                "passes over instances that cannot take the task");
    }

    @Override
    public Stage open(RunContext run) {
        return new RegistrationCycle(false);
    }
}
