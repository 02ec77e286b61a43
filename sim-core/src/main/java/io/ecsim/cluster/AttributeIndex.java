package io.ecsim.cluster;

import io.ecsim.model.ContainerInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Instances of one cluster with equal attributes form an instance class: constraints are evaluated and spread values looked up per class,
 * not per instance. Numbering follows first appearance, so it is the same in every run of a world.
 */
final class AttributeIndex {

    private final Map<InstanceClass, Integer> classes = new LinkedHashMap<>();
    private final List<Map<String, String>> attributesOfClass = new ArrayList<>();
    private final List<String> clusterOfClass = new ArrayList<>();

    private record InstanceClass(String cluster, Map<String, String> attributes) {}

    int classOf(ContainerInstance instance) {
        return classes.computeIfAbsent(new InstanceClass(instance.cluster(), instance.attributes()), added -> {
            attributesOfClass.add(added.attributes());
            clusterOfClass.add(added.cluster());
            return attributesOfClass.size() - 1;
        });
    }

    String cluster(int instanceClass) {
        return clusterOfClass.get(instanceClass);
    }

    int classCount() {
        return attributesOfClass.size();
    }

    Map<String, String> attributes(int instanceClass) {
        return attributesOfClass.get(instanceClass);
    }

    /**
     * Numbers the values of an attribute, ascending; classes that lack it share the last number of their own (R1.25).
     *
     * @return value number by class
     */
    int[] valueNumbers(String attribute) {
        List<String> values = valueNames(attribute);
        int[] numbers = new int[classCount()];
        for (int i = 0; i < numbers.length; i++) {
            String value = attributesOfClass.get(i).get(attribute);
            numbers[i] = value == null ? values.size() : values.indexOf(value);
        }
        return numbers;
    }

    /** Returns the distinct values of an attribute, ascending. */
    List<String> valueNames(String attribute) {
        TreeSet<String> values = new TreeSet<>();
        for (Map<String, String> attributes : attributesOfClass) {
            String value = attributes.get(attribute);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }
}
