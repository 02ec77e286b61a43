package io.ecsim.cluster;

/** Hears of every change of a container instance that placement could care about. */
public interface InstanceListener {

    /** The instance's free resources or counts changed; its status did not. */
    void changed(int instance);

    /** The instance may now receive tasks, with a rank of its own. */
    void joined(int instance);

    /** The instance may no longer receive tasks. */
    void left(int instance);
}
