package io.ecsim.observe;

/** Stages of a blue/green, linear or canary deployment, in their order (R4.50). */
public enum LifecycleStage {
    RECONCILE_SERVICE,
    PRE_SCALE_UP,
    /** The green tasks start, all of them, beside the blue ones (R4.51). */
    SCALE_UP,
    POST_SCALE_UP,
    TEST_TRAFFIC_SHIFT,
    POST_TEST_TRAFFIC_SHIFT,
    PRE_PRODUCTION_TRAFFIC_SHIFT,
    /** Traffic moves to green, at once or in steps (R4.52); entered anew at each step. */
    PRODUCTION_TRAFFIC_SHIFT,
    POST_PRODUCTION_TRAFFIC_SHIFT,
    /** Blue remains, so that traffic can go back at once. */
    BAKE_TIME,
    /** The blue tasks stop. */
    CLEAN_UP,
    /** The deployment has failed and traffic is back on blue; a name of ours. */
    ROLLBACK
}
