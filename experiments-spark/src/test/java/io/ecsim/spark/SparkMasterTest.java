package io.ecsim.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.executor.ExecutorException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkMasterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local | true | true",
                "local[*] | true | true",
                "local[4] | true | true",
                "spark://127.0.0.1:7077 | false | true",
                "spark://head:7077 | false | false",
                "spark://127.0.0.1:7077,head:7077 | false | false"
            })
    void tellsThisMachineFromOthers(String url, boolean here, boolean loopback) {
        assertThat(new SparkMaster(url).isHere()).isEqualTo(here);
        assertThat(new SparkMaster(url).isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "head:7077", "spark://head", "yarn", "http://head:7077", "local[x]"})
    void refusesWhatIsNoMaster(String url) {
        assertThatThrownBy(() -> new SparkMaster(url))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("expected spark://HOST:PORT");
    }

    @Test
    void refusesAPortThatCannotBe() {
        assertThatThrownBy(() -> new SparkMaster("spark://127.0.0.1:70000").requireReachable())
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("a port is 1 to 65535, was 70000");
    }

    /** Spark would try for a minute. */
    @Test
    void saysAtOnceThatNobodyAnswers() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(SparkMaster.LOOPBACK))) {
            port = socket.getLocalPort();
            SparkMaster master = new SparkMaster("spark://127.0.0.1:" + port);
            assertThatCode(master::requireReachable).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> new SparkMaster("spark://127.0.0.1:" + port).requireReachable())
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("no Spark master answers there");
    }
}
