package io.ecsim.schedulers.flow;

/** Partial order of arrays. */
public final class Selection {

    private Selection() {}

    /** Moves the smallest values to the front, in no particular order there (quickselect, Hoare 1961). */
    public static void smallestFirst(long[] values, int count) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            long pivot = median(values[low], values[(low + high) >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (count <= right) {
                high = right;
            } else if (count >= left) {
                low = left;
            } else {
                return;
            }
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
