import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;

public final class LeastLoaded implements Ranking {
    @Override
    public long cost(Request request, InstanceView instance) {
        return instance.tasks();
    }
}
