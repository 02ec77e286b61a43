package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;

/** The instances a {@link Chooser} may choose from, in order of registration (R1.30). */
public interface Candidates {

    /** Returns how many instances there are, feasible or not. */
    int size();

    /** Returns the instance at a position from 0 to {@link #size()} less one. */
    int instanceAt(int position);

    /** Returns whether the task may go to that instance now. */
    boolean fits(int instance);

    /** Returns the registration rank of that instance; ranks ascend with position. */
    int rankOf(int instance);

    /** Returns a view of that instance, valid until the next call. */
    InstanceView view(int instance);
}
