package io.ecsim.images;

/** Whose address a registry sees. */
public enum SourceAddress {
    /** The NAT gateway of the zone: all its instances have one address. */
    NAT_GATEWAY,
    /** Each instance has a public address of its own. */
    INSTANCE
}
