package io.ecsim.agent;

/** How agents behave: delays, timeouts, connections. */
public record AgentSettings() {

    /** The figures of the rules (R3.34, R3.36, section 3.5). */
    public static final AgentSettings DEFAULT = new AgentSettings();
}
