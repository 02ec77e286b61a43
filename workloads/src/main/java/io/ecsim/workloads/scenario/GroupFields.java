package io.ecsim.workloads.scenario;

import io.ecsim.workloads.document.Fields;
import java.util.ArrayList;
import java.util.List;

/** Reads the sizes of an Auto Scaling group, which a scenario and the API state in the same way. */
final class GroupFields {

    /** The greatest maximum that is allowed: what 5,000 container instances of a cluster can need, and some more. */
    static final int MOST = 10_000;

    private static final List<String> SHARES = List.of("onDemandBaseCapacity", "onDemandPercentageAboveBaseCapacity");

    /** How the fields are called. */
    enum Names {
        OF_THE_API("MinSize", "MaxSize", "DesiredCapacity", "NewInstancesProtectedFromScaleIn"),
        OF_A_SCENARIO("minSize", "maxSize", "desiredCapacity", "newInstancesProtectedFromScaleIn");

        private final String minSize;
        private final String maxSize;
        private final String desiredCapacity;
        private final String isProtected;

        Names(String minSize, String maxSize, String desiredCapacity, String isProtected) {
            this.minSize = minSize;
            this.maxSize = maxSize;
            this.desiredCapacity = desiredCapacity;
            this.isProtected = isProtected;
        }
    }

    private final Fields fields;
    private final Names names;

    /**
     * Makes a reader.
     *
     * @param fields of the group; the caller ends and builds them
     */
    GroupFields(Fields fields, Names names) {
        this.fields = fields;
        this.names = names;
    }

    GroupDocument read(String name) {
        boolean ofScenario = names == Names.OF_A_SCENARIO;
        int most = fields.integer(names.maxSize, 1, MOST);
        int least = ofScenario ? fields.integerOr(names.minSize, 0, MOST, 0) : fields.integer(names.minSize, 0, MOST);
        int desired = fields.integerOr(names.desiredCapacity, 0, MOST, Math.min(least, most));
        if (least > most) {
            fields.fault(
                    names.minSize, "found " + least + ", expected at most " + names.maxSize + ", which is " + most);
            least = most;
        }
        if (desired < least || desired > most) {
            fields.fault(names.desiredCapacity, "found " + desired + ", expected " + least + " to " + most);
            desired = least;
        }
        boolean isProtected = fields.flagOr(names.isProtected, false);
        int base = ofScenario ? fields.integerOr(SHARES.get(0), 0, MOST, 0) : 0;
        int percent = ofScenario ? fields.integerOr(SHARES.get(1), 0, 100, 100) : 100;
        Allocation allocation = ofScenario ? Allocation.ofAScenario(fields) : Allocation.AS_STATED;
        return new GroupDocument(
                name, least, most, desired, base, percent, allocation, isProtected, List.of(), List.of(), List.of());
    }

    /** Beside a document of the API none of its fields is stated again. */
    static void refuse(Fields fields) {
        Names names = Names.OF_A_SCENARIO;
        List<String> all =
                new ArrayList<>(List.of(names.minSize, names.maxSize, names.desiredCapacity, names.isProtected));
        all.addAll(SHARES);
        all.addAll(Allocation.FIELDS);
        for (String name : all) {
            if (fields.has(name)) {
                fields.fault(name, name + " comes from the document of the group, expected one of the two");
            }
        }
    }
}
