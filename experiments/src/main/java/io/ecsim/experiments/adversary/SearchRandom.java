package io.ecsim.experiments.adversary;

import io.ecsim.random.RandomStream;
import org.apache.commons.math3.random.AbstractRandomGenerator;

/** One of our random streams as Commons Math takes it, so that a search is the same on every machine. */
final class SearchRandom extends AbstractRandomGenerator {

    private final RandomStream stream;

    SearchRandom(RandomStream stream) {
        this.stream = stream;
    }

    @Override
    public void setSeed(long seed) {
        clear(); // the stream has its seed already
    }

    @Override
    public double nextDouble() {
        return stream.nextDouble();
    }
}
