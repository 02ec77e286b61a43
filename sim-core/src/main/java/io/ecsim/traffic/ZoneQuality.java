package io.ecsim.traffic;

/** How good the Availability Zones are at a time, for the requests that are served there (models.md M7, impaired). */
public interface ZoneQuality {

    /** Nothing is wrong anywhere. */
    ZoneQuality GOOD = new ZoneQuality() {
        @Override
        public double latencyFactor(String zone, long atMicros) {
            return 1;
        }

        @Override
        public double errorShare(String zone, long atMicros) {
            return 0;
        }

        @Override
        public boolean isShiftedAway(String zone, long atMicros) {
            return false;
        }

        @Override
        public long nextChangeMicros(long afterMicros) {
            return Long.MAX_VALUE;
        }
    };

    /** Returns by what the time of an answer is multiplied, at least 1. */
    double latencyFactor(String zone, long atMicros);

    /** Returns the share of requests that fail at once, 0 to 1. */
    double errorShare(String zone, long atMicros);

    /** Returns whether load balancers are to send nothing there, for as long as there are targets elsewhere. */
    boolean isShiftedAway(String zone, long atMicros);

    /** Returns when any zone changes next after a time; {@link Long#MAX_VALUE} if none does. */
    long nextChangeMicros(long afterMicros);
}
