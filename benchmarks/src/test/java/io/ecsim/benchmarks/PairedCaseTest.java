package io.ecsim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

class PairedCaseTest {

    /** A name that JMH does not find would end a session after minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"standard", "short"})
    void everyCaseNamesABenchmarkAndItsParameters(String name) throws ReflectiveOperationException {
        for (PairedCase paired : PairedCase.named(name)) {
            String[] parts = paired.benchmark().split("\\.", -1);
            Class<?> type = Class.forName("io.ecsim.benchmarks." + parts[0]);

            assertThat(Arrays.stream(type.getMethods())
                            .filter(method -> method.isAnnotationPresent(Benchmark.class))
                            .map(Method::getName))
                    .containsExactly(parts[1]);
            assertThat(Arrays.stream(type.getFields())
                            .filter(field -> field.isAnnotationPresent(Param.class))
                            .map(Field::getName))
                    .containsExactlyInAnyOrderElementsOf(paired.parameters().keySet());
            assertThat(paired.arguments()).contains("-bm", "ss", "-f", "0");
        }
    }

    @Test
    void anUnknownSetOfCasesIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedCase.named("quick"))
                .withMessage("cases must be standard or short, were quick");
    }
}
