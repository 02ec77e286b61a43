package io.ecsim.workloads.trace.alibaba;

/** Names of task definitions made of names in a trace. */
final class Families {

    private Families() {}

    /** Returns a family: letters, digits, hyphens and underscores only. */
    static String of(String trace, String name) {
        return trace + "-" + name.replaceAll("[^A-Za-z0-9_-]", "-");
    }
}
