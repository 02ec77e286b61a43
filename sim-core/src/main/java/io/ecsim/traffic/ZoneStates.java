package io.ecsim.traffic;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The zones of a cluster by number, and how good each is now. */
final class ZoneStates {

    private final ZoneQuality quality;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private String[] names = new String[4];
    private double[] latencyFactors = new double[4];
    private double[] errorShares = new double[4];
    private boolean[] shiftedAway = new boolean[4];
    private int shifts;

    ZoneStates(ZoneQuality quality) {
        this.quality = quality;
    }

    /** Returns the number of a zone. */
    int number(String zone, long nowMicros) {
        Integer known = numbers.get(zone);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == names.length) {
            names = Arrays.copyOf(names, number * 2);
            latencyFactors = Arrays.copyOf(latencyFactors, number * 2);
            errorShares = Arrays.copyOf(errorShares, number * 2);
            shiftedAway = Arrays.copyOf(shiftedAway, number * 2);
        }
        names[number] = zone;
        numbers.put(zone, number);
        look(number, nowMicros);
        return number;
    }

    /** Returns when any zone changes next. */
    long nextChangeMicros(long nowMicros) {
        return quality.nextChangeMicros(nowMicros);
    }

    /** Looks at all zones anew. */
    void look(long nowMicros) {
        for (int number = 0; number < numbers.size(); number++) {
            look(number, nowMicros);
        }
    }

    private void look(int number, long nowMicros) {
        latencyFactors[number] = Math.max(1, quality.latencyFactor(names[number], nowMicros));
        boolean away = quality.isShiftedAway(names[number], nowMicros);
        if (away != shiftedAway[number]) {
            shiftedAway[number] = away;
            shifts += away ? 1 : -1;
        }
        errorShares[number] = Math.max(0, Math.min(1, quality.errorShare(names[number], nowMicros)));
    }

    double latencyFactor(int zone) {
        return latencyFactors[zone];
    }

    double errorShare(int zone) {
        return errorShares[zone];
    }

    boolean isShiftedAway(int zone) {
        return shiftedAway[zone];
    }

    /** Returns whether any zone is shifted away from. */
    boolean hasShifts() {
        return shifts > 0;
    }
}
