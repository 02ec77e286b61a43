package io.ecsim.services;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers for what events are about: a row each, and a generation that tells the uses of a row apart. */
final class Rows<T> {

    private final List<@Nullable T> subjects = new ArrayList<>();
    private int[] generations = new int[16];
    private int[] free = new int[16];
    private int freeCount;

    /** Gives a subject a row. */
    int add(T subject) {
        if (freeCount > 0) {
            int row = free[--freeCount];
            subjects.set(row, subject);
            return row;
        }
        subjects.add(subject);
        if (subjects.size() > generations.length) {
            generations = Arrays.copyOf(generations, generations.length * 2);
        }
        return subjects.size() - 1;
    }

    /** Returns the subject of a row in use. */
    T get(int row) {
        T subject = subjects.get(row);
        if (subject == null) {
            throw new IllegalStateException("row " + row + " is free");
        }
        return subject;
    }

    /** Returns the generation of a row. */
    int generation(int row) {
        return generations[row];
    }

    /** Begins another generation: events of the old one are dead. */
    void nextGeneration(int row) {
        generations[row]++;
    }

    /** Frees a row; its events are dead. */
    void remove(int row) {
        nextGeneration(row);
        subjects.set(row, null);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = row;
    }
}
