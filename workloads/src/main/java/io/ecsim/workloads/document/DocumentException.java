package io.ecsim.workloads.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used. The message is one line a fault. */
public final class DocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** Creates the exception from at least one fault. */
    public DocumentException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** Returns the faults in the order of their place. */
    public List<Fault> faults() {
        return faults;
    }
}
