package io.ecsim.architecture;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rulesOfTheHouse() {
        return HouseRules.of(Room.SIM_CORE);
    }
}
