package io.ecsim.images;

import io.ecsim.images.ImagePuller.PullListener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pulls pending on one instance, and what it has cached. */
final class PullHost {

    final ImageCache cache;
    final List<Pull> pulls = new ArrayList<>();
    private final ImageIndex index;

    /** When the pending event is due, or {@link Pull#NEVER}. */
    long scheduledMicros = Pull.NEVER;

    int generation;
    /** Whether its event is being handled: what is due then is found without another event. */
    boolean busy;

    PullHost(ImageIndex index, ImageCache cache) {
        this.index = index;
        this.cache = cache;
    }

    /** Makes up for the clean-up cycles of the past; to be called before anything changes. */
    void cleanUp(long nowMicros) {
        if (cache.cleanUpDue(nowMicros)) {
            BitSet wanted = new BitSet();
            for (Pull pull : pulls) {
                if (pull.image != ImageIndex.NONE) {
                    wanted.set(pull.image);
                }
            }
            cache.cleanUp(nowMicros, wanted);
        }
    }

    /** Returns the layer that a pull receives or waits for. */
    int nextLayer(Pull pull) {
        return index.layersOf(pull.image)[pull.next];
    }

    /** Returns the first pull in a state whose next layer is the given one. */
    @Nullable
    Pull first(Pull.State state, int layer) {
        for (Pull pull : pulls) {
            if (pull.state == state && nextLayer(pull) == layer) {
                return pull;
            }
        }
        return null;
    }

    @Nullable
    Pull find(long ticket, PullListener listener) {
        for (Pull pull : pulls) {
            if (pull.ticket == ticket && pull.listener == listener) {
                return pull;
            }
        }
        return null;
    }

    /** Returns whether a layer is there or will be for a pull that is pending. */
    boolean hasOrExpects(int layer) {
        if (cache.hasLayer(layer)) {
            return true;
        }
        for (Pull pull : pulls) {
            if (pull.image != ImageIndex.NONE) {
                for (int expected : index.layersOf(pull.image)) {
                    if (expected == layer) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
