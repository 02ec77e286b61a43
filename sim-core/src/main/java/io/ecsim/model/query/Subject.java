package io.ecsim.model.query;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a comparison can be about, and the operators each subject allows (R1.52). */
enum Subject {
    AGENT_CONNECTED("agentConnected", "true or false", Kind.TEXT),
    AGENT_VERSION("agentVersion", "a version of dotted numbers such as 1.90.0", Kind.ORDERED),
    EC2_INSTANCE_ID("ec2InstanceId", "an EC2 instance id", Kind.TEXT),
    REGISTERED_AT(
            "registeredAt",
            "a date such as 2018-06-18, 2018-06-18T22:28:28, 2018-06-18T22:28:28Z or 2018-06-18T22:28:28+00:00",
            Kind.ORDERED),
    RUNNING_TASKS_COUNT("runningTasksCount", "a whole number", Kind.ORDERED),
    TASK_GROUP("task:group", "a task group such as service:web or family:batch", Kind.TEXT),
    ATTRIBUTE("attribute:", "a value", Kind.ATTRIBUTE);

    private enum Kind {
        TEXT(EnumSet.of(
                Operator.EQUAL,
                Operator.NOT_EQUAL,
                Operator.IN,
                Operator.NOT_IN,
                Operator.MATCHES,
                Operator.NOT_MATCHES)),
        ORDERED(EnumSet.range(Operator.EQUAL, Operator.LESS_OR_EQUAL)),
        ATTRIBUTE(EnumSet.of(
                Operator.EQUAL,
                Operator.NOT_EQUAL,
                Operator.IN,
                Operator.NOT_IN,
                Operator.MATCHES,
                Operator.NOT_MATCHES,
                Operator.EXISTS,
                Operator.NOT_EXISTS));

        private final List<Operator> operators;

        Kind(Set<Operator> operators) {
            this.operators = List.copyOf(operators);
        }
    }

    private final String spelling;
    private final String valueWords;
    private final Kind kind;

    Subject(String spelling, String valueWords, Kind kind) {
        this.spelling = spelling;
        this.valueWords = valueWords;
        this.kind = kind;
    }

    /** Finds the subject of a word of the query; for an attribute the word goes on with its name. */
    static Optional<Subject> of(String word) {
        return Arrays.stream(values())
                .filter(subject ->
                        subject == ATTRIBUTE ? word.startsWith(subject.spelling) : word.equals(subject.spelling))
                .findFirst();
    }

    String spelling() {
        return spelling;
    }

    /** Says what may stand right of a comparison with this subject. */
    String valueWords() {
        return valueWords;
    }

    boolean allows(Operator operator) {
        return kind.operators.contains(operator);
    }

    List<Operator> operators() {
        return Arrays.stream(Operator.values()).filter(this::allows).toList();
    }
}
