package io.ecsim.model;

/** Transport protocol of a host port; TCP and UDP are separate resources (R2.1). */
public enum Protocol {
    TCP,
    UDP
}
