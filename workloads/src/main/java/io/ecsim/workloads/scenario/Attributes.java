package io.ecsim.workloads.scenario;

import io.ecsim.faults.TrunkRegistration;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The attributes of container instances: built-in ones (R1.43) are set by ecsim, custom ones are checked (R1.44). */
final class Attributes {

    static final String ZONE = "ecs.availability-zone";
    private static final String TYPE = "ecs.instance-type";
    private static final String OS = "ecs.os-type";
    static final String ARCHITECTURE = "ecs.cpu-architecture";
    static final String AMI = "ecs.ami-id";

    private static final Map<String, String> SET_BY_ECSIM = setByEcsim();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/\\\\.-]{1,128}");
    private static final Pattern VALUE =
            Pattern.compile("[A-Za-z0-9_/\\\\.@:-]([A-Za-z0-9_/\\\\.@: -]{0,126}[A-Za-z0-9_/\\\\.@:-])?");

    private Attributes() {}

    private static Map<String, String> setByEcsim() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put(ZONE, "zones");
        places.put(TYPE, "instanceType");
        places.put(OS, "the operating system, which is linux");
        places.put(ARCHITECTURE, "architecture");
        places.put(AMI, "ami");
        places.put(TrunkRegistration.ATTRIBUTE, "cluster.awsvpcTrunking");
        return places;
    }

    static Map<String, String> builtIn(String instanceType, String architecture, String ami) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(TYPE, instanceType);
        attributes.put(OS, "linux");
        attributes.put(ARCHITECTURE, architecture);
        if (!ami.isEmpty()) {
            attributes.put(AMI, ami);
        }
        return attributes;
    }

    /** Reads the field {@code attributes}: an object of names and texts. */
    static Map<String, String> custom(Fields fields) {
        Map<String, String> attributes = new TreeMap<>();
        Faults faults = fields.faults();
        Optional<Node> object = fields.node("attributes");
        if (object.isEmpty()) {
            return attributes;
        }
        object.get().asObject(faults);
        for (String name : object.get().names()) {
            Node value = object.get().member(name).orElseThrow();
            if (SET_BY_ECSIM.containsKey(name)) {
                value.fault(faults, name + " is set from " + SET_BY_ECSIM.get(name));
            } else if (!NAME.matcher(name).matches()) {
                value.fault(
                        faults,
                        "\"" + name + "\" is no attribute name: 1 to 128 letters, digits, - _ / \\ and . (R1.44)");
            } else {
                value.asText(
                                faults,
                                VALUE,
                                "text of 1 to 128 letters, digits, - _ / \\ . @ : and blanks, no blank at either end"
                                        + " (R1.44)")
                        .ifPresent(text -> attributes.put(name, text));
            }
        }
        return attributes;
    }
}
