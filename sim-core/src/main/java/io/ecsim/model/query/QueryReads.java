package io.ecsim.model.query;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** Collects what a query looks at, so that a caller knows when its answer can change. */
final class QueryReads {

    private final Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    private final Set<String> attributes = new TreeSet<>();
    private final Set<String> groups = new TreeSet<>();
    private boolean groupPattern;

    static QueryReads of(Expression expression) {
        QueryReads reads = new QueryReads();
        expression.addTo(reads);
        return reads;
    }

    void addSubject(Subject subject) {
        subjects.add(subject);
    }

    void addAttribute(String name) {
        subjects.add(Subject.ATTRIBUTE);
        attributes.add(name);
    }

    void addGroups(TextTest test) {
        subjects.add(Subject.TASK_GROUP);
        if (test instanceof TextTest.OneOf named) {
            groups.addAll(named.values());
        } else {
            groupPattern = true;
        }
    }

    boolean reads(Subject subject) {
        return subjects.contains(subject);
    }

    boolean onlyAttributes() {
        return subjects.equals(EnumSet.of(Subject.ATTRIBUTE));
    }

    Set<String> attributes() {
        return Collections.unmodifiableSet(attributes);
    }

    Set<String> groups() {
        return Collections.unmodifiableSet(groups);
    }

    boolean groupPattern() {
        return groupPattern;
    }
}
