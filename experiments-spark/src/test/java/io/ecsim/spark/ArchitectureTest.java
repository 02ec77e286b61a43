package io.ecsim.spark;

import io.ecsim.architecture.HouseRules;
import io.ecsim.architecture.Room;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rulesOfTheHouse() {
        return HouseRules.of(Room.SPARK);
    }
}
