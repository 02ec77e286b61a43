package io.ecsim.placement;

/** Why an instance cannot take a task: the first condition that failed, in the order of ECS (R1.1-R1.5, R1.10). */
public enum Refusal {
    INACTIVE("INACTIVE", "instance not ACTIVE"),
    AGENT("AGENT", "agent not connected"),
    CPU("RESOURCE:CPU", "too little CPU free"),
    MEMORY("RESOURCE:MEMORY", "too little memory free"),
    GPU("RESOURCE:GPU", "too few GPUs free"),
    ENI("RESOURCE:ENI", "no network interface free"),
    PORTS("RESOURCE:PORTS", "a host port is taken"),
    EXTRA("RESOURCE:EXTRA", "too little of a named resource free"),
    ATTRIBUTE("ATTRIBUTE", "an attribute that the task definition requires is missing"),
    MEMBER_OF("MemberOf placement constraint unsatisfied.", "a memberOf constraint is false"),
    DISTINCT_INSTANCE("DISTINCT_INSTANCE", "a task of the group is there");

    private final String code;
    private final String text;

    Refusal(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** Returns the reason as ECS writes it, or in its manner where ECS gives none. */
    public String code() {
        return code;
    }

    /** Returns the reason in a few words. */
    public String text() {
        return text;
    }
}
