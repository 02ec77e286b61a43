package io.ecsim.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule must notice a planted offence, and leave its lawful twin alone. */
class HouseRulesTest {

    static Stream<Arguments> offences() {
        return Stream.of(
                Arguments.of(Manners.noAmbientRandomness(), UnseededRandom.class, SeededRandom.class),
                Arguments.of(Manners.noAmbientRandomness(), ShuffleWithoutSeed.class, SeededRandom.class),
                Arguments.of(Manners.noWallClock(), ReadsTheClock.class, SeededRandom.class),
                Arguments.of(Manners.silence(), Prints.class, SeededRandom.class),
                Arguments.of(Manners.silence(), Exits.class, SeededRandom.class),
                Arguments.of(Manners.noMain(), Prints.class, SeededRandom.class),
                Arguments.of(Manners.noMutableStatics(), StaticArray.class, PrivateStaticArray.class),
                Arguments.of(Manners.noMutableStatics(), StaticList.class, StaticListOfConstants.class),
                Arguments.of(Manners.noHashOrder(), OrderOfSetOf.class, StaticListOfConstants.class),
                Arguments.of(Manners.noHashOrder(), OrderOfGroups.class, StaticListOfConstants.class),
                Arguments.of(Manners.exactMaths(), InexactLogarithm.class, ExactLogarithm.class),
                Arguments.of(Manners.noThreads(), StartsThread.class, SeededRandom.class),
                Arguments.of(Manners.plainNames(), OffenceUtils.class, SeededRandom.class));
    }

    @ParameterizedTest
    @MethodSource("offences")
    void noticesTheOffenceAndSparesTheLawful(ArchRule rule, Class<?> offender, Class<?> lawful) {
        assertThatThrownBy(() -> rule.check(only(offender)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(offender.getSimpleName());
        assertThatCode(() -> rule.check(only(lawful))).doesNotThrowAnyException();
    }

    private static JavaClasses only(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    static final class UnseededRandom {
        int draw() {
            return new Random().nextInt();
        }
    }

    static final class SeededRandom {
        int draw() {
            return new Random(7).nextInt();
        }
    }

    static final class ShuffleWithoutSeed {
        void shuffle(List<String> names) {
            java.util.Collections.shuffle(names);
        }
    }

    static final class ReadsTheClock {
        Instant now() {
            return Instant.now();
        }
    }

    static final class Prints {
        public static void main(String[] arguments) {
            System.out.println(arguments.length);
        }
    }

    static final class Exits {
        void leave() {
            System.exit(1);
        }
    }

    static final class StaticArray {
        static final int[] SIZES = {1, 2};
    }

    static final class PrivateStaticArray {
        private static final int[] SIZES = {1, 2};

        int first() {
            return SIZES[0];
        }
    }

    static final class StaticList {
        static final ArrayList<String> NAMES = new ArrayList<>();
    }

    static final class StaticListOfConstants {
        static final List<String> NAMES = List.of("a", "b");
        static final Map<String, String> ONE = Map.of("a", "b");
    }

    static final class OrderOfSetOf {
        String first() {
            return Set.of("a", "b").iterator().next();
        }
    }

    static final class OrderOfGroups {
        Map<Integer, List<String>> byLength(List<String> names) {
            return names.stream().collect(Collectors.groupingBy(String::length));
        }
    }

    static final class InexactLogarithm {
        double of(double value) {
            return Math.log(value);
        }
    }

    static final class ExactLogarithm {
        double of(double value) {
            return StrictMath.log(Math.sqrt(value));
        }
    }

    static final class StartsThread {
        void start() {
            new Thread(() -> {}).start();
        }
    }
}

/** Its name says nothing. */
final class OffenceUtils {}
