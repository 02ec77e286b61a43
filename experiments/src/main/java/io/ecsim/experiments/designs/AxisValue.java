package io.ecsim.experiments.designs;

/**
 * One value of a field of the scenario.
 *
 * @param text the value as YAML in one line, as {@code --set} takes it
 * @param position where it stands on its axis: its number, its logarithm on a logarithmic axis, its index on an axis
 *     of words
 */
public record AxisValue(String text, double position) {

    public AxisValue {
        if (text.isBlank() || !Double.isFinite(position)) {
            throw new IllegalArgumentException(
                    "a value needs a text and a finite position, were \"" + text + "\" and " + position);
        }
    }
}
