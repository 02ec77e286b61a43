package io.ecsim.cluster;

import java.util.List;

/** Several who hear of changes, each told in turn: the strategy chains of services, who repacks. */
public final class InstanceListeners implements InstanceListener {

    private final List<InstanceListener> listeners;

    /** Tells these of whatever it hears. */
    public InstanceListeners(List<? extends InstanceListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void changed(int instance) {
        for (InstanceListener listener : listeners) {
            listener.changed(instance);
        }
    }

    @Override
    public void joined(int instance) {
        for (InstanceListener listener : listeners) {
            listener.joined(instance);
        }
    }

    @Override
    public void left(int instance) {
        for (InstanceListener listener : listeners) {
            listener.left(instance);
        }
    }
}
