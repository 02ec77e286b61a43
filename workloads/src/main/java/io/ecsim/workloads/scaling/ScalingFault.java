package io.ecsim.workloads.scaling;

import io.ecsim.workloads.document.Faults;
import java.util.function.Supplier;

/** What Application Auto Scaling and CloudWatch answer to a request that they refuse. */
public enum ScalingFault {
    VALIDATION("Application Auto Scaling", "ValidationException"),
    OBJECT_NOT_FOUND("Application Auto Scaling", "ObjectNotFoundException"),
    ALARM_VALIDATION("CloudWatch", "ValidationError");

    private final String service;
    private final String exception;

    ScalingFault(String service, String exception) {
        this.service = service;
        this.exception = exception;
    }

    /** Returns a message of ecsim's own with what the service says behind it. */
    public String behind(String own) {
        return own + Faults.saidBy(service, exception);
    }

    /** Runs a reader whose faults the service would find too and answer so. */
    public <T> T to(Faults faults, Supplier<T> reader) {
        return faults.saidBy(service, exception, reader);
    }
}
