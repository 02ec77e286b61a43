package io.ecsim.fargate;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What tasks on Fargate run on: each on a place of its own, as large as the task and of one zone, which the next task of that
 * size takes when it is gone. Nothing is left there of the task before.
 */
public final class FargatePlaces {

    /** There is no place. */
    public static final int NONE = -1;

    private static final String ZONE_ATTRIBUTE = "ecs.availability-zone";

    private final List<ContainerInstance> places;
    private final int first;
    private final List<String> zones;
    private final List<Integer> oneOfEach;

    /** By shape and zone: places that are free, the one to be taken next last. */
    private final List<List<IntArrayList>> free = new ArrayList<>();

    /** By place, from the first on: its shape and its zone. */
    private final int[] shapeOf;

    private final int[] zoneOf;

    /**
     * Equal places.
     *
     * @param cluster name of the cluster whose tasks they are for
     * @param cpuUnits CPU units of a task
     * @param memoryMiB memory of a task in MiB
     * @param perZone how many there are in each zone, at least 1
     */
    public record Shape(String cluster, int cpuUnits, int memoryMiB, int perZone) {

        public Shape {
            if (perZone < 1) {
                throw new IllegalArgumentException("a shape needs a place in each zone, was " + perZone);
            }
        }
    }

    /**
     * Makes places that are all free.
     *
     * @param first number of the first of them in the cluster
     */
    public FargatePlaces(List<Shape> shapes, List<String> zones, int first) {
        this.first = first;
        this.zones = List.copyOf(zones);
        List<ContainerInstance> made = new ArrayList<>();
        IntArrayList ofShape = new IntArrayList();
        IntArrayList ofZone = new IntArrayList();
        for (Shape shape : shapes) {
            List<IntArrayList> byZone = new ArrayList<>();
            for (int zone = 0; zone < zones.size(); zone++) {
                IntArrayList here = new IntArrayList();
                for (int i = 0; i < shape.perZone(); i++) {
                    here.add(first + made.size());
                    made.add(place(shape, zones.get(zone), i));
                    ofShape.add(free.size());
                    ofZone.add(zone);
                }
                Collections.reverse(here);
                byZone.add(here);
            }
            free.add(byZone);
        }
        this.places = List.copyOf(made);
        Map<String, Integer> byCluster = new LinkedHashMap<>();
        for (int i = 0; i < made.size(); i++) {
            byCluster.putIfAbsent(made.get(i).cluster(), first + i);
        }
        this.oneOfEach = List.copyOf(byCluster.values());
        this.shapeOf = ofShape.toIntArray();
        this.zoneOf = ofZone.toIntArray();
    }

    private static ContainerInstance place(Shape shape, String zone, int number) {
        String id = String.format(
                Locale.ROOT,
                "fargate/%s/%d-%d/%s/%d",
                shape.cluster(),
                shape.cpuUnits(),
                shape.memoryMiB(),
                zone,
                number + 1);
        return new ContainerInstance(
                id,
                new AvailabilityZone(zone),
                "fargate",
                shape.cpuUnits(),
                shape.memoryMiB(),
                0,
                1,
                List.of(),
                Map.of(),
                Map.of(ZONE_ATTRIBUTE, zone),
                0,
                "fargate",
                shape.cluster());
    }

    /** Returns the places in order of their numbers. */
    public List<ContainerInstance> all() {
        return places;
    }

    /** Returns the number of the first place in its cluster. */
    public int first() {
        return first;
    }

    /** Returns one place of each cluster that has any. */
    public List<Integer> ofEachCluster() {
        return oneOfEach;
    }

    /** Returns the names of the zones that places are in. */
    public List<String> zones() {
        return zones;
    }

    /** Takes a place of a shape in a zone, by their positions; {@link #NONE} where all are taken. */
    public int take(int shape, int zone) {
        IntArrayList here = free.get(shape).get(zone);
        return here.isEmpty() ? NONE : here.removeInt(here.size() - 1);
    }

    /** Returns whether a place of a shape is free in a zone. */
    public boolean hasFree(int shape, int zone) {
        return !free.get(shape).get(zone).isEmpty();
    }

    /** Gives a place back. */
    public void giveBack(int place) {
        free.get(shapeOf[place - first]).get(zoneOf[place - first]).add(place);
    }

    /** Returns the position of the zone of a place. */
    public int zoneOf(int place) {
        return zoneOf[place - first];
    }
}
