package io.ecsim.model;

/** One entry of an ECS placement strategy chain (R1.20-R1.28). */
public sealed interface PlacementStrategy {

    /** Resource that {@code binpack} can look at (R1.21). */
    enum BinpackField {
        CPU,
        MEMORY
    }

    /** Place where the least amount of the field would be left (R1.26). */
    record Binpack(BinpackField field) implements PlacementStrategy {
        @Override
        public String toString() {
            return field == BinpackField.CPU ? "binpack(cpu)" : "binpack(memory)";
        }
    }

    /**
     * Place evenly over the values of a field (R1.20, R1.24).
     *
     * @param field {@code instanceId}, or {@code attribute:NAME}; the alias {@code host} is folded into instanceId
     */
    record Spread(String field) implements PlacementStrategy {

        /** The field that names the instance itself. */
        public static final String INSTANCE_ID = "instanceId";

        private static final String ATTRIBUTE_PREFIX = "attribute:";

        public Spread {
            if (field.equals("host")) {
                field = INSTANCE_ID;
            }
            if (!field.equals(INSTANCE_ID)
                    && !(field.startsWith(ATTRIBUTE_PREFIX) && field.length() > ATTRIBUTE_PREFIX.length())) {
                throw new IllegalArgumentException("spread takes instanceId, host or attribute:NAME, found " + field);
            }
        }

        /** Returns whether this spreads over single instances rather than over an attribute. */
        public boolean byInstance() {
            return field.equals(INSTANCE_ID);
        }

        /** Returns the attribute's name; only when not {@link #byInstance()}. */
        public String attribute() {
            return field.substring(ATTRIBUTE_PREFIX.length());
        }

        @Override
        public String toString() {
            return "spread(" + field + ")";
        }
    }

    /** Place uniformly at random (R1.27). */
    record Random() implements PlacementStrategy {
        @Override
        public String toString() {
            return "random";
        }
    }
}
