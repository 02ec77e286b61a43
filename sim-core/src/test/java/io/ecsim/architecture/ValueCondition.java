package io.ecsim.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Holds for records, enums and interfaces. */
final class ValueCondition extends ArchCondition<JavaClass> {

    static final ValueCondition BE_A_VALUE = new ValueCondition();

    private ValueCondition() {
        super("be records, enums or interfaces");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!Arrows.value().test(type)) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getName() + " is neither a record nor an enum nor an interface"));
        }
    }
}
