package io.ecsim.model.query;

import java.util.List;

/** The names and values that attributes of a container instance may have (R1.43, R1.44). */
public final class InstanceAttributes {

    /** Longest name and longest value, in characters (R1.44). */
    public static final int MAX_CHARACTERS = 128;

    /** The attributes that ECS itself sets on instances (R1.43). Capabilities come on top, by prefix. */
    public static final List<String> BUILT_IN = List.of(
            "ecs.ami-id",
            "ecs.availability-zone",
            "ecs.awsvpc-trunk-id",
            "ecs.capability.external",
            "ecs.cpu-architecture",
            "ecs.instance-type",
            "ecs.os-family",
            "ecs.os-type",
            "ecs.outpost-arn",
            "ecs.subnet-id",
            "ecs.vpc-id");

    private InstanceAttributes() {}

    /**
     * Refuses a name or value that ECS would refuse. The empty value is allowed: it stands for an attribute without one.
     *
     * @throws IllegalArgumentException naming the attribute, what was found and what is allowed
     */
    public static void check(String name, String value) {
        if (name.isEmpty()
                || name.length() > MAX_CHARACTERS
                || !name.chars().allMatch(InstanceAttributes::isNameChar)) {
            throw new IllegalArgumentException("attribute name '" + name + "' must be 1 to " + MAX_CHARACTERS
                    + " letters, digits or - _ / \\ . (R1.44)");
        }
        if (value.length() > MAX_CHARACTERS || !value.chars().allMatch(InstanceAttributes::isValueChar)) {
            throw new IllegalArgumentException("attribute " + name + ": value '" + value + "' must be at most "
                    + MAX_CHARACTERS + " letters, digits, spaces or - _ / \\ . @ : (R1.44)");
        }
        if (value.startsWith(" ") || value.endsWith(" ")) {
            throw new IllegalArgumentException(
                    "attribute " + name + ": value '" + value + "' must not begin or end with a space (R1.44)");
        }
    }

    static boolean isNameChar(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-_/\\.".indexOf(character) >= 0;
    }

    private static boolean isValueChar(int character) {
        return isNameChar(character) || "@: ".indexOf(character) >= 0;
    }
}
