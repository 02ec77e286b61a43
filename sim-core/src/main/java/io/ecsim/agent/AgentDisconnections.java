package io.ecsim.agent;

import io.ecsim.random.Law;
import java.util.List;
import java.util.Optional;

/**
 * When agents are silent while their hosts live on (R7.7). Flips of a connection that nothing notices (R7.3) are not
 * modelled.
 *
 * @param atRandom silences that each agent has by itself
 * @param planned silences that the scenario names
 * @param detectionMicros a silent agent is shown as disconnected after so long (R7.10)
 * @param registrationMicros an agent that is heard again has registered anew after so long
 */
public record AgentDisconnections(
        Optional<AtRandom> atRandom, List<Planned> planned, long detectionMicros, long registrationMicros) {

    /** None; the delays are those of R7.10 and one second of our own. */
    public static final AgentDisconnections NONE =
            new AgentDisconnections(Optional.empty(), List.of(), 180_000_000, 1_000_000);

    public AgentDisconnections {
        Bounds.requireAtLeast("detectionMicros", detectionMicros, 0);
        Bounds.requireAtLeast("registrationMicros", registrationMicros, 0);
        planned = List.copyOf(planned);
    }

    /**
     * Silences of each agent.
     *
     * @param betweenSeconds law of the time from being heard to the next silence
     * @param lastsSeconds law of the length of a silence
     */
    public record AtRandom(Law betweenSeconds, Law lastsSeconds) {}

    /**
     * A silence of one agent.
     *
     * @param instance id of its container instance
     * @param atMicros when it begins, in simulated time
     * @param lastsMicros its length, at least 1
     */
    public record Planned(String instance, long atMicros, long lastsMicros) {

        public Planned {
            Bounds.requireAtLeast("atMicros", atMicros, 0);
            Bounds.requireAtLeast("lastsMicros", lastsMicros, 1);
        }
    }
}
