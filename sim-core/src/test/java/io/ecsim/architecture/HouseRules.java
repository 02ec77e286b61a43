package io.ecsim.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Turns the rules into tests of one room. */
public final class HouseRules {

    private HouseRules() {}

    /** Returns a test for each rule that a room keeps, over the room's own classes. */
    public static Stream<DynamicTest> of(Room room) {
        JavaClasses main = new ClassFileImporter()
                .withImportOption(HouseRules::writtenByHand)
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(room.packages());
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(Predefined.ONLY_INCLUDE_TESTS)
                .importPackages(room.packages());
        return Stream.of(
                        Arrows.of(room).stream().map(rule -> test(rule, main)),
                        Manners.of(room).stream().map(rule -> test(rule, main)),
                        Stream.of(test(
                                Manners.noAmbientRandomness().as("tests: no classes should use unseeded randomness"),
                                tests)))
                .flatMap(tested -> tested);
    }

    /** What JMH generates has mutable statics, one process per benchmark. */
    private static boolean writtenByHand(Location location) {
        return !location.contains("/jmh_generated/");
    }

    private static DynamicTest test(ArchRule rule, JavaClasses classes) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes));
    }
}
