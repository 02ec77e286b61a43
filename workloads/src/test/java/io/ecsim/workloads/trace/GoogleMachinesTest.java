package io.ecsim.workloads.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.faults.Outage;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.machines.GoogleMachines;
import io.ecsim.workloads.trace.machines.MachineList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machine events by hand, times in microseconds. */
class GoogleMachinesTest {

    private static final MachineUnit UNIT = new MachineUnit(1000, 2000);
    private static final List<AvailabilityZone> ZONES = List.of(new AvailabilityZone("a"), new AvailabilityZone("b"));

    @TempDir
    private Path folder;

    private MachineList read(long from, long to, boolean lenient, String... lines) throws IOException {
        Path file = folder.resolve("machine_events.csv");
        Files.write(file, List.of(lines));
        return GoogleMachines.read(new TraceFile(file, ""), UNIT, from, to, ZONES, lenient);
    }

    private MachineList read(String... lines) throws IOException {
        return read(0, Long.MAX_VALUE, false, lines);
    }

    @Test
    void capacitiesAreRoundedDown() throws IOException {
        MachineList list = read("0,1,0,p,0.9999,0.24929999999999999", "0,2,0,,0.001,0.3");
        assertThat(list.instances()).extracting(ContainerInstance::cpuUnits).containsExactly(999, 1);
        assertThat(list.instances()).extracting(ContainerInstance::memoryMiB).containsExactly(498, 600);
        assertThat(list.instances()).extracting(each -> each.zone().name()).containsExactly("a", "b");
        assertThat(list.instances().get(1).attributes()).doesNotContainKey(GoogleMachines.PLATFORM_ATTRIBUTE);
    }

    @Test
    void aMachineThatComesBackInItsOldSizeIsTheSameInstance() throws IOException {
        MachineList list =
                read("0,1,0,p,1,1", "10,1,1,,,", "20,1,0,p,1,1", "30,1,2,p,1,0.5", "40,1,2,p,1,1", "50,1,1,,,");
        assertThat(list.instances()).extracting(ContainerInstance::id).containsExactly("1", "1.2");
        assertThat(list.outages())
                .containsExactly(
                        new Outage("1", 10, 20),
                        new Outage("1", 30, 40),
                        new Outage("1", 50, Outage.ENDLESS),
                        new Outage("1.2", 0, 30),
                        new Outage("1.2", 40, Outage.ENDLESS));
        assertThat(list.machines()).isEqualTo(1);
        assertThat(list.joinLater()).isEqualTo(1);
        assertThat(list.gone()).isEqualTo(2);
    }

    @Test
    void aMachineThatRestartsInOneInstantLosesItsTasks() throws IOException {
        assertThat(read("0,1,0,p,1,1", "10,1,1,p,1,1", "10,1,0,p,1,1").outages())
                .containsExactly(new Outage("1", 10, 11));
    }

    @Test
    void theWindowMovesTimeAndLeavesOutWhoIsAwayThroughout() throws IOException {
        String[] lines = {
            "0,early,0,p,1,1",
            "0,stays,0,p,1,1",
            "50,early,1,p,1,1",
            "120,joins,0,p,1,1",
            "150,stays,1,p,1,1",
            "200,late,0,p,1,1"
        };
        MachineList list = read(100, 200, false, lines);
        assertThat(list.instances()).extracting(ContainerInstance::id).containsExactly("stays", "joins");
        assertThat(list.outages()).containsExactly(new Outage("stays", 50, Outage.ENDLESS), new Outage("joins", 0, 20));
        assertThat(list.rowsRead()).isEqualTo(5);
    }

    @Test
    void eventsWithoutEffectAreCounted() throws IOException {
        MachineList list = read(
                "0,1,1,p,1,1",
                "0,1,2,p,1,1",
                "5,1,0,p,1,1",
                "6,2,0,p,,",
                "7,3,0,p,0.0001,1",
                "9223372036854775807,1,1,p,1,1");
        assertThat(list.dropped())
                .isEqualTo(Map.of(
                        "removed while absent", 1L,
                        "event without effect", 1L,
                        "capacity unknown", 1L,
                        "capacity below 1 CPU unit or 1 MiB", 1L));
        assertThat(list.instances()).hasSize(1);
        assertThat(list.outages())
                .as("an event after the trace's end is no event")
                .isEmpty();
    }

    @Test
    void damageNamesTheLineAndMayBeSkipped() throws IOException {
        String[] lines = {"#time,machine", "0,1,0,p,1,1", "5,1,0,p,one,1", "4,2,0,p,1", "6,2,0,p,1,1"};
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(WorkloadException.class)
                .hasMessageEndingWith("machine_events.csv:3: CPU: found \"one\", expected a number");
        MachineList list = read(0, Long.MAX_VALUE, true, lines);
        assertThat(list.dropped()).isEqualTo(Map.of("damaged line", 2L));
        assertThat(list.instances()).hasSize(2);
    }
}
