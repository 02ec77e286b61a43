package io.ecsim.observe;

/**
 * An ECS Deployment State Change event (R11.5).
 *
 * @param cluster name of the cluster
 * @param service name of the service
 * @param atMicros when, in microseconds
 * @param deploymentId such as {@code ecs-svc/123}
 * @param state what it has come to
 * @param reason text of the cause
 */
public record DeploymentStateChange(
        String cluster, String service, long atMicros, String deploymentId, State state, String reason) {

    /** What a deployment comes to (R11.5). */
    public enum State {
        IN_PROGRESS(EventLevel.INFO),
        COMPLETED(EventLevel.INFO),
        FAILED(EventLevel.ERROR);

        private final EventLevel level;

        State(EventLevel level) {
            this.level = level;
        }

        /** Returns how bad it is. */
        public EventLevel level() {
            return level;
        }

        /** Returns the name of the event. */
        public String eventName() {
            return "SERVICE_DEPLOYMENT_" + name();
        }
    }
}
