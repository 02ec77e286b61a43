package io.ecsim.architecture;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Holds for static fields that are no arrays, or arrays that never leave their class. */
final class ClosedArrays extends ArchCondition<JavaField> {

    static final ClosedArrays NOT_HAND_OUT_ARRAYS = new ClosedArrays();

    private ClosedArrays() {
        super("be private when they are arrays");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        boolean open = Manners.handsOutArray(field);
        events.add(new SimpleConditionEvent(
                field, !open, field.getFullName() + (open ? " is an array that others can change" : " is closed")));
    }
}
