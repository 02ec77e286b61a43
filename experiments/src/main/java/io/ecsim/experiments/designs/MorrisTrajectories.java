package io.ecsim.experiments.designs;

import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;

/**
 * Random walks through the levels of the axes on each of which every axis steps once, in random order and direction
 * (Morris, Technometrics 1991). A step is half of the levels, so that with an even number of them every level is as
 * likely as any other.
 *
 * @param points trajectory after trajectory, each one point more than there are axes
 * @param steps one a step, in the order of the points they lead to
 */
public record MorrisTrajectories(List<Point> points, List<Step> steps) {

    /**
     * A step along one axis.
     *
     * @param trajectory from 0
     * @param from index of the point before the step
     * @param to index of the point after it
     * @param axis index of the axis
     * @param share how far along the axis the step goes, as a share of it; negative when it goes back
     */
    public record Step(int trajectory, int from, int to, int axis, double share) {

        /** Returns the elementary effect: the change of the result over that of the axis, as a share of the axis. */
        public double effect(double before, double after) {
            return (after - before) / share;
        }
    }

    public MorrisTrajectories {
        points = List.copyOf(points);
        steps = List.copyOf(steps);
    }

    /** Draws the trajectories; a function of its arguments. */
    public static MorrisTrajectories of(List<Axis> axes, Design.Morris design, long seed) {
        RandomStream random = new Streams(seed, 0).sequential("sweep.morris");
        List<List<AxisValue>> rows = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (int trajectory = 0; trajectory < design.trajectories(); trajectory++) {
            int[] at = new int[axes.size()];
            int[] jumps = new int[axes.size()];
            for (int axis = 0; axis < at.length; axis++) {
                int levels = axes.get(axis).levels(design.levels());
                int jump = levels / 2;
                boolean up = random.nextInt(2) == 0;
                at[axis] = random.nextInt(levels - jump) + (up ? 0 : jump);
                jumps[axis] = up ? jump : -jump;
            }
            rows.add(row(axes, at, design));
            for (int axis : DesignPoints.shuffled(at.length, random)) {
                int levels = axes.get(axis).levels(design.levels());
                at[axis] += jumps[axis];
                double share = levels == 1 ? 1 : (double) jumps[axis] / (levels - 1);
                rows.add(row(axes, at, design));
                steps.add(new Step(trajectory, rows.size() - 2, rows.size() - 1, axis, share));
            }
        }
        return new MorrisTrajectories(DesignPoints.numbered(rows), steps);
    }

    private static List<AxisValue> row(List<Axis> axes, int[] at, Design.Morris design) {
        List<AxisValue> row = new ArrayList<>();
        for (int axis = 0; axis < at.length; axis++) {
            Axis each = axes.get(axis);
            row.add(each.level(at[axis], each.levels(design.levels())));
        }
        return row;
    }
}
