package io.ecsim.workloads.document;

/** What a node is. */
public enum Kind {
    OBJECT,
    LIST,
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    /** A null, or a YAML field with nothing behind its colon. */
    NOTHING,
    /** A value already reported as a fault when it was read; binders stay silent about it. */
    FAULTY
}
