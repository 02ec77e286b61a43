package io.ecsim.experiments.bounds;

import io.ecsim.experiments.bounds.PackingProblem.InstanceKind;
import io.ecsim.experiments.bounds.PackingProblem.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * small, and it needs nothing beyond Java.
 */
final class LinearBound {

    private static final int MAX_ITERATIONS = 200_000;
    private static final double ACCURACY = 1e-7;

    private final PackingProblem problem;
    private final int kinds;

    LinearBound(PackingProblem problem) {
        this.problem = problem;
        this.kinds = problem.instances().size();
    }

    /** Returns the fewest instances, a fraction; all of them where even they do not hold the tasks. */
    double instances(int[] counts) {
        double[] ones = new double[kinds];
        Arrays.fill(ones, 1);
        return least(counts, ones, problem.count());
    }

    /** Returns the least price in millionths of a US dollar an hour; that of all where even they do not hold the tasks. */
    double microUsdPerHour(int[] counts) {
        double[] prices = problem.instances().stream()
                .mapToDouble(InstanceKind::microUsdPerHour)
                .toArray();
        return least(counts, prices, problem.microUsdPerHour());
    }

    private double least(int[] counts, double[] weights, double ofAll) {
        List<Integer> tasks = wanted(counts);
        if (tasks.isEmpty()) {
            return 0;
        }
        int variables = kinds + tasks.size() * kinds;
        List<LinearConstraint> rows = held(tasks, counts, variables, Relationship.EQ);
        for (int kind = 0; kind < kinds; kind++) {
            double[] row = new double[variables];
            row[kind] = 1;
            rows.add(new LinearConstraint(
                    row, Relationship.LEQ, problem.instances().get(kind).count()));
            for (int resource = 0; resource < PackingProblem.RESOURCES; resource++) {
                double[] use = use(tasks, kind, resource, variables);
                double amount = problem.instances().get(kind).amounts()[resource];
                if (amount > 0) {
                    scaled(use, amount)[kind] = -1;
                    rows.add(new LinearConstraint(use, Relationship.LEQ, 0));
                }
            }
        }
        double[] objective = new double[variables];
        System.arraycopy(weights, 0, objective, 0, kinds);
        try {
            return Math.min(ofAll, solve(objective, rows, GoalType.MINIMIZE));
        } catch (NoFeasibleSolutionException overloaded) {
            return ofAll;
        }
    }

    /** Returns the most of a resource that any choice among the tasks can hold at once. */
    double most(int[] counts, int resource) {
        List<Integer> tasks = wanted(counts);
        if (tasks.isEmpty()) {
            return 0;
        }
        int variables = kinds + tasks.size() * kinds;
        List<LinearConstraint> rows = held(tasks, counts, variables, Relationship.LEQ);
        for (int kind = 0; kind < kinds; kind++) {
            InstanceKind instance = problem.instances().get(kind);
            for (int each = 0; each < PackingProblem.RESOURCES; each++) {
                double amount = (double) instance.amounts()[each] * instance.count();
                if (amount > 0) {
                    rows.add(new LinearConstraint(
                            scaled(use(tasks, kind, each, variables), amount), Relationship.LEQ, 1));
                }
            }
        }
        double unit = problem.largest(resource);
        double[] objective = new double[variables];
        for (int i = 0; i < tasks.size(); i++) {
            for (int kind = 0; kind < kinds; kind++) {
                objective[at(i, kind)] = problem.tasks().get(tasks.get(i)).amounts()[resource] / unit;
            }
        }
        return solve(objective, rows, GoalType.MAXIMIZE) * unit;
    }

    private List<Integer> wanted(int[] counts) {
        List<Integer> tasks = new ArrayList<>();
        for (int task = 0; task < counts.length; task++) {
            if (counts[task] > 0 && !problem.tasks().get(task).fitsNowhere()) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    /** Returns a row for each kind of task: its parts add up to what there is, none where it may not go. */
    private List<LinearConstraint> held(List<Integer> tasks, int[] counts, int variables, Relationship relation) {
        List<LinearConstraint> rows = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            TaskKind task = problem.tasks().get(tasks.get(i));
            double[] row = new double[variables];
            double[] nowhere = new double[variables];
            boolean restricted = false;
            for (int kind = 0; kind < kinds; kind++) {
                (task.allowed()[kind] ? row : nowhere)[at(i, kind)] = 1;
                restricted |= !task.allowed()[kind];
            }
            rows.add(new LinearConstraint(row, relation, counts[tasks.get(i)]));
            if (restricted) {
                rows.add(new LinearConstraint(nowhere, Relationship.LEQ, 0));
            }
        }
        return rows;
    }

    private double[] use(List<Integer> tasks, int kind, int resource, int variables) {
        double[] row = new double[variables];
        for (int i = 0; i < tasks.size(); i++) {
            row[at(i, kind)] = problem.tasks().get(tasks.get(i)).amounts()[resource];
        }
        return row;
    }

    private static double[] scaled(double[] row, double by) {
        for (int i = 0; i < row.length; i++) {
            row[i] /= by;
        }
        return row;
    }

    private int at(int task, int kind) {
        return kinds + task * kinds + kind;
    }

    private static double solve(double[] objective, List<LinearConstraint> rows, GoalType goal) {
        PointValuePair best = new SimplexSolver(ACCURACY)
                .optimize(
                        new MaxIter(MAX_ITERATIONS),
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(rows),
                        goal,
                        new NonNegativeConstraint(true));
        return best.getValue();
    }
}
