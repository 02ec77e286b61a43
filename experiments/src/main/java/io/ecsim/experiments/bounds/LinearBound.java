package io.ecsim.experiments.bounds;

import io.ecsim.experiments.bounds.PackingProblem.InstanceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Linear relaxation of the packing problem: tasks may be cut and spread over instances of the kinds that may take them,
 * and parts of instances may be used. Sees what volume does not: that tasks with much CPU and tasks with much memory want
 * different kinds, and which kinds a task may go to. Solved by the simplex method of Commons Math: the problem has a row
 * for each kind of task and each resource of each kind of instance, some hundred in all, so that its dense tableau is
 * small, and it needs nothing beyond Java. Variables are shares of what there is, so that none is far from 1 however
 * large amounts and numbers are: absolute tolerances then mean the same for all of them.
 */
final class LinearBound {

    private static final int MAX_ITERATIONS = 10_000;
    private static final double ACCURACY = 1e-7;

    private final PackingProblem problem;
    private final int kinds;

    LinearBound(PackingProblem problem) {
        this.problem = problem;
        this.kinds = problem.instances().size();
    }

    /**
     * Returns the fewest instances, a fraction; all of them where even they do not hold the tasks, 0 where the relaxation
     * could not be solved.
     */
    double instances(int[] counts) {
        double[] ones = new double[kinds];
        Arrays.fill(ones, 1);
        return least(counts, ones, problem.count());
    }

    /**
     * Returns the least price in millionths of a US dollar an hour; that of all where even they do not hold the tasks, 0
     * where the relaxation could not be solved.
     */
    double microUsdPerHour(int[] counts) {
        double dearest = problem.instances().stream()
                .mapToDouble(InstanceKind::microUsdPerHour)
                .max()
                .orElse(0);
        if (dearest == 0) {
            return 0;
        }
        double[] prices = problem.instances().stream()
                .mapToDouble(instance -> instance.microUsdPerHour() / dearest)
                .toArray();
        return least(counts, prices, problem.microUsdPerHour() / dearest) * dearest;
    }

    private double least(int[] counts, double[] weights, double ofAll) {
        List<Part> parts = parts(counts);
        if (parts.isEmpty()) {
            return 0;
        }
        int variables = kinds + parts.size();
        List<LinearConstraint> rows = held(parts, variables);
        double[] objective = new double[variables];
        for (int kind = 0; kind < kinds; kind++) {
            InstanceKind instance = problem.instances().get(kind);
            objective[kind] = weights[kind] * instance.count();
            double[] row = new double[variables];
            row[kind] = 1;
            rows.add(new LinearConstraint(row, Relationship.LEQ, 1));
            for (int resource = 0; resource < PackingProblem.RESOURCES; resource++) {
                if (instance.amounts()[resource] > 0) {
                    double[] use = use(parts, counts, kind, resource, variables);
                    use[kind] = -1;
                    rows.add(new LinearConstraint(use, Relationship.LEQ, 0));
                }
            }
        }
        try {
            return Math.min(ofAll, solve(objective, rows));
        } catch (NoFeasibleSolutionException overloaded) {
            return ofAll;
        } catch (TooManyIterationsException unsolved) {
            return 0;
        }
    }

    /**
     * The tasks of a kind that are on instances of a kind.
     *
     * @param task number of the kind of task
     * @param kind number of the kind of instance
     */
    private record Part(int task, int kind) {}

    /** Returns where the tasks that there are may go, those of a kind of task together. */
    private List<Part> parts(int[] counts) {
        List<Part> parts = new ArrayList<>();
        for (int task = 0; task < counts.length; task++) {
            for (int kind = 0; kind < kinds && counts[task] > 0; kind++) {
                if (problem.tasks().get(task).allowed()[kind]) {
                    parts.add(new Part(task, kind));
                }
            }
        }
        return parts;
    }

    /** Returns a row for each kind of task: its parts add up to all of it. */
    private List<LinearConstraint> held(List<Part> parts, int variables) {
        List<LinearConstraint> rows = new ArrayList<>();
        int next = 0;
        while (next < parts.size()) {
            int task = parts.get(next).task;
            double[] row = new double[variables];
            for (; next < parts.size() && parts.get(next).task == task; next++) {
                row[kinds + next] = 1;
            }
            rows.add(new LinearConstraint(row, Relationship.EQ, 1));
        }
        return rows;
    }

    /** Returns what all tasks of each kind would take of a resource of all instances of a kind, as a share of it. */
    private double[] use(List<Part> parts, int[] counts, int kind, int resource, int variables) {
        InstanceKind instance = problem.instances().get(kind);
        double all = (double) instance.amounts()[resource] * instance.count();
        double[] row = new double[variables];
        for (int i = 0; i < parts.size(); i++) {
            int task = parts.get(i).task;
            if (parts.get(i).kind == kind) {
                row[kinds + i] =
                        counts[task] * (double) problem.tasks().get(task).amounts()[resource] / all;
            }
        }
        return row;
    }

    private static double solve(double[] objective, List<LinearConstraint> rows) {
        PointValuePair best = new SimplexSolver(ACCURACY)
                .optimize(
                        new MaxIter(MAX_ITERATIONS),
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(rows),
                        GoalType.MINIMIZE,
                        new NonNegativeConstraint(true));
        return best.getValue();
    }
}
