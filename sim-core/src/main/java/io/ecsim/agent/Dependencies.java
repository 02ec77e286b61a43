package io.ecsim.agent;

import io.ecsim.model.ContainerCondition;

/** What containers of a task wait for in each other (R3.31-R3.33). */
final class Dependencies {

    private enum Standing {
        OPEN,
        MET,
        HOPELESS
    }

    private Dependencies() {}

    /** Returns whether all that a container waits for has come. */
    static boolean met(HostedContainer c) {
        for (int i = 0; i < c.compiled.dependencies.length; i++) {
            if (standing(c, i) != Standing.MET) {
                return false;
            }
        }
        return true;
    }

    /** Returns why a container will never start, or empty text. */
    static String hopeless(HostedContainer c) {
        for (int i = 0; i < c.compiled.dependencies.length; i++) {
            if (standing(c, i) == Standing.HOPELESS) {
                return "dependency graph: failed to resolve the container ordering dependency ["
                        + on(c, i).compiled.definition.name() + "] for target [" + c.compiled.definition.name()
                        + "] as dependency " + flaw(c.compiled.conditions[i]) + ".";
            }
        }
        return "";
    }

    private static String flaw(ContainerCondition condition) {
        return switch (condition) {
            case SUCCESS -> "did not exit successfully";
            case HEALTHY -> "was not able to become healthy";
            case START, COMPLETE -> "did not start";
        };
    }

    /** Returns whether another container waits for more than this one's start (R3.33). */
    static boolean keepsWaiting(HostedContainer c) {
        return firstWaiting(c) >= 0;
    }

    /** Returns the number of the first container that waits for more than this one's start, or -1. */
    static int firstWaiting(HostedContainer c) {
        for (int dependent : c.compiled.dependents) {
            HostedContainer waiting = c.task.containers[dependent];
            if (!waiting.startOrdered && !waiting.stopped()) {
                for (int i = 0; i < waiting.compiled.dependencies.length; i++) {
                    if (waiting.compiled.dependencies[i] == c.compiled.number
                            && standing(waiting, i) == Standing.OPEN) {
                        return dependent;
                    }
                }
            }
        }
        return -1;
    }

    /** Returns whether all containers that depend on this one are gone: it may stop (R3.31). */
    static boolean dependentsGone(HostedContainer c) {
        for (int dependent : c.compiled.dependents) {
            if (!c.task.containers[dependent].stopped()) {
                return false;
            }
        }
        return true;
    }

    private static HostedContainer on(HostedContainer c, int i) {
        return c.task.containers[c.compiled.dependencies[i]];
    }

    private static Standing standing(HostedContainer c, int i) {
        HostedContainer other = on(c, i);
        boolean met = switch (c.compiled.conditions[i]) {
            case START -> other.everStarted;
            case COMPLETE -> other.everStarted && other.stopped();
            case SUCCESS -> other.everStarted && other.stopped() && other.container.exitCode() == 0;
            case HEALTHY -> other.everHealthy;
        };
        if (met) {
            return Standing.MET;
        }
        return other.stopped() ? Standing.HOPELESS : Standing.OPEN;
    }
}
