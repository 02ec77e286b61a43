package io.ecsim.workload;

/** A cursor that finds nothing. */
record NoArrivals() implements ArrivalCursor {

    @Override
    public boolean advance() {
        return false;
    }

    @Override
    public long timeMicros() {
        throw nothing();
    }

    @Override
    public int definition() {
        throw nothing();
    }

    @Override
    public int cpuUnits() {
        throw nothing();
    }

    @Override
    public int memoryMiB() {
        throw nothing();
    }

    @Override
    public int gpus() {
        throw nothing();
    }

    @Override
    public long runMicros() {
        throw nothing();
    }

    private static IllegalStateException nothing() {
        return new IllegalStateException("there is no current task");
    }
}
