package io.ecsim.services;

/** Hears how services are, whenever that has changed. */
public interface ServiceHealth {

    /** Hears nothing. */
    ServiceHealth UNHEARD = new ServiceHealth() {
        @Override
        public void changed(int service, int healthy, int desired, boolean deploying) {}

        @Override
        public void redeploys(int service) {}
    };

    /**
     * A service may have changed.
     *
     * @param service its position among the plans
     * @param healthy tasks that count as healthy (R4.13)
     * @param desired its desired count; for a DAEMON the instances that are to have a task
     * @param deploying whether its PRIMARY deployment is in progress
     */
    void changed(int service, int healthy, int desired, boolean deploying);

    /** A call of UpdateService has begun a deployment that replaces the tasks of a service. */
    void redeploys(int service);
}
