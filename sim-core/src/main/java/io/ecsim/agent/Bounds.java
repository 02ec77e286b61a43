package io.ecsim.agent;

/** Checks of figures. A class of its own, as records whose constants need each other must not call each other's code. */
final class Bounds {

    private Bounds() {}

    static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
        }
    }
}
