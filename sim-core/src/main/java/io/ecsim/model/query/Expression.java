package io.ecsim.model.query;

import java.util.List;

/** A node of a parsed query. Nodes are immutable and hold everything that can be computed before the run. */
sealed interface Expression {

    boolean matches(InstanceFacts facts);

    /** Notes what this node and those below it look at. */
    void addTo(QueryReads reads);

    /** {@code or}: at least one part. */
    record AnyOf(List<Expression> parts) implements Expression {

        public AnyOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(InstanceFacts facts) {
            for (Expression part : parts) {
                if (part.matches(facts)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void addTo(QueryReads reads) {
            parts.forEach(part -> part.addTo(reads));
        }
    }

    /** {@code and}: every part. */
    record AllOf(List<Expression> parts) implements Expression {

        public AllOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(InstanceFacts facts) {
            for (Expression part : parts) {
                if (!part.matches(facts)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void addTo(QueryReads reads) {
            parts.forEach(part -> part.addTo(reads));
        }
    }

    /** {@code not}: also selects instances without the attribute that the inner part asks for (R1.56). */
    record Not(Expression inner) implements Expression {

        @Override
        public boolean matches(InstanceFacts facts) {
            return !inner.matches(facts);
        }

        @Override
        public void addTo(QueryReads reads) {
            inner.addTo(reads);
        }
    }

    /** A test of an attribute's value; false for an instance without it, also when negated (R1.56). */
    record AttributeTest(String name, TextTest test) implements Expression {

        @Override
        public boolean matches(InstanceFacts facts) {
            return facts.attribute(name).filter(test::accepts).isPresent();
        }

        @Override
        public void addTo(QueryReads reads) {
            reads.addAttribute(name);
        }
    }

    /** {@code exists} and {@code !exists}. */
    record AttributePresence(String name, boolean wanted) implements Expression {

        @Override
        public boolean matches(InstanceFacts facts) {
            return facts.attribute(name).isPresent() == wanted;
        }

        @Override
        public void addTo(QueryReads reads) {
            reads.addAttribute(name);
        }
    }

    /** A test of a subject that is one string, or reads as one (R1.54). */
    record TextSubjectTest(Subject subject, TextTest test) implements Expression {

        @Override
        public boolean matches(InstanceFacts facts) {
            return test.accepts(
                    switch (subject) {
                        case AGENT_CONNECTED -> String.valueOf(facts.agentConnected());
                        case AGENT_VERSION -> facts.agentVersion();
                        case EC2_INSTANCE_ID -> facts.ec2InstanceId();
                        default -> throw new IllegalStateException(subject.spelling() + " is not one string");
                    });
        }

        @Override
        public void addTo(QueryReads reads) {
            reads.addSubject(subject);
        }
    }

    /** A comparison of {@code registeredAt}, in microseconds since 1970, or of {@code runningTasksCount}. */
    record NumberTest(Subject subject, Operator operator, long operand) implements Expression {

        @Override
        public boolean matches(InstanceFacts facts) {
            long fact = subject == Subject.REGISTERED_AT ? facts.registeredAtMicros() : facts.runningTasksCount();
            return operator.acceptsSign(Long.compare(fact, operand));
        }

        @Override
        public void addTo(QueryReads reads) {
            reads.addSubject(subject);
        }
    }

    /** The order of the agent's version; false for an agent whose version is not dotted numbers. */
    record VersionOrderTest(Operator operator, DottedVersion operand) implements Expression {

        @Override
        public boolean matches(InstanceFacts facts) {
            return DottedVersion.parse(facts.agentVersion())
                    .filter(version -> operator.acceptsSign(version.compareTo(operand)))
                    .isPresent();
        }

        @Override
        public void addTo(QueryReads reads) {
            reads.addSubject(Subject.AGENT_VERSION);
        }
    }

    /** A test of the set of task groups on the instance (R1.57). */
    record GroupTest(TextTest test) implements Expression {

        @Override
        public boolean matches(InstanceFacts facts) {
            return test.acceptsGroups(facts);
        }

        @Override
        public void addTo(QueryReads reads) {
            reads.addGroups(test);
        }
    }
}
