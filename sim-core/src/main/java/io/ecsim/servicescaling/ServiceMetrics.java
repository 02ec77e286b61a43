package io.ecsim.servicescaling;

import java.util.OptionalDouble;

/** What CloudWatch knows of services, minute by minute (R6.2); a service is meant by its position in the world. */
public interface ServiceMetrics {

    /** Knows nothing. */
    ServiceMetrics NONE = new ServiceMetrics() {
        @Override
        public OptionalDouble cpuPercent(int service) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble memoryPercent(int service) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble requestsPerTarget(int service) {
            return OptionalDouble.empty();
        }
    };

    /** Returns ECSServiceAverageCPUUtilization of the minute that ends now, in percent of what tasks reserve (R2.28). */
    OptionalDouble cpuPercent(int service);

    /** Returns ECSServiceAverageMemoryUtilization of the minute that ends now, in percent of what tasks reserve. */
    OptionalDouble memoryPercent(int service);

    /** Returns ALBRequestCountPerTarget of the minute that ends now: requests a minute and target. */
    OptionalDouble requestsPerTarget(int service);
}
