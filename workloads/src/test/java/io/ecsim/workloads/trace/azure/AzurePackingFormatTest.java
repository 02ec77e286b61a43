package io.ecsim.workloads.trace.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.TaskDefinition;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Delivered;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzurePackingFormatTest {

    private static final MachineUnit UNIT = new MachineUnit(65_536, 262_144);

    private static final String TABLES = """
            CREATE TABLE vmType (id INTEGER, vmTypeId INTEGER, machineId INTEGER, core REAL, memory REAL, hdd REAL,
              ssd REAL, nic REAL);
            CREATE TABLE vm (vmId INTEGER, tenantId INTEGER, vmTypeId INTEGER, priority INTEGER, starttime REAL,
              endtime REAL);
            """;

    private static final String ROWS = """
            INSERT INTO vmType VALUES (0, 7, 3, 0.25, 0.1, NULL, 0.1, 0.1);
            INSERT INTO vmType VALUES (1, 7, 4, 0.5, 0.2, NULL, 0.1, 0.1);
            INSERT INTO vmType VALUES (2, 8, 4, 0.5, 0.2, NULL, 0.1, 0.1);
            INSERT INTO vmType VALUES (3, 9, 3, 1, 0.5, NULL, 0.1, 0.1);
            INSERT INTO vm VALUES (0, 1, 7, 0, 0.5, 0.75);
            INSERT INTO vm VALUES (1, 1, 9, 1, 0.25, NULL);
            INSERT INTO vm VALUES (2, 1, 7, 0, -138.9, 2.5);
            INSERT INTO vm VALUES (3, 1, 8, 0, 0.25, 0.5);
            INSERT INTO vm VALUES (4, 1, 7, 0, -3, -1);
            INSERT INTO vm VALUES (5, 1, 7, 0, 1, 1);
            INSERT INTO vm VALUES (6, 1, 7, 0, 0.5, 0.625);
            """;

    @TempDir
    Path folder;

    @Test
    void requestsAreFractionsOfTheChosenMachine() throws SQLException {
        AzurePackingFormat format = AzurePackingFormat.of(database(TABLES + ROWS), 3, UNIT);
        assertThat(format.definitions())
                .extracting(TaskDefinition::family)
                .containsExactly("azure-vm-type-7", "azure-vm-type-9");
        assertThat(Delivered.by(format))
                .containsExactly(
                        "0us 0 16384/26215/0 216000000000us p1",
                        "21600000000us 1 65536/131072/0 endless p0",
                        "43200000000us 0 16384/26215/0 21600000000us p1",
                        "43200000000us 0 16384/26215/0 10800000000us p1");
        TraceSummary summary = Delivered.summary(format);
        assertThat(summary.rowsRead()).isEqualTo(7);
        assertThat(summary.censoredAtEnd()).isEqualTo(1);
        assertThat(summary.noted()).isEqualTo(Map.of(AzureVmFormat.THERE_BEFORE, 1L));
        assertThat(summary.dropped())
                .isEqualTo(Map.of(
                        "VM type does not run on machine 3",
                        1L,
                        "ended before the trace begins",
                        1L,
                        "lifetime not above 0",
                        1L));
    }

    @Test
    void theSameTypeAsksForMoreOfAnotherMachine() throws SQLException {
        AzurePackingFormat format = AzurePackingFormat.of(database(TABLES + ROWS), 4, UNIT);
        assertThat(Delivered.by(format)).contains("43200000000us 0 32768/52429/0 21600000000us p1");
        assertThat(Delivered.summary(format).dropped()).containsEntry("VM type does not run on machine 4", 1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "vm VALUES (9, 1, 7, 0, 'soon', 2)|table vm, vmId 9: starttime: found \"soon\", expected a number",
                "vm VALUES (9, 1, 7, 0, NULL, 2)|table vm, vmId 9: starttime: found nothing, expected a number",
                "vm VALUES (9, 1, 7, 0, 1, 1e30)|table vm, vmId 9: endtime: found \"1.0E30\", expected a time within 3,000 years",
                "vm VALUES (9, 1, 7, 2, 1, 2)|table vm, vmId 9: priority: found \"2\", expected 0 (high) or 1 (low)",
                "vm VALUES (9, 1, 7.5, 0, 1, 2)|table vm, vmId 9: vmTypeId: found \"7.5\", expected a whole number",
                "vmType VALUES (9, 10, 3, 1.5, 1, 0, 0, 0)|table vmType, vmTypeId 10: core: found \"1.5\", expected a share of the machine, 0 to 1",
            })
    void damagedRowsSayWhere(String row, String message) throws SQLException {
        TraceFile file = database(TABLES + ROWS + "INSERT INTO " + row + ";");
        assertThatThrownBy(() -> Delivered.by(AzurePackingFormat.of(file, 3, UNIT)))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(file.name() + ": " + message);
    }

    @Test
    void otherFilesAreRefused() throws SQLException, IOException {
        TraceFile empty = database("CREATE TABLE vms (vmId INTEGER);");
        assertThatThrownBy(() -> AzurePackingFormat.of(empty, 3, UNIT))
                .hasMessage(empty.name() + ": no table \"vmType\". Tables: vms");
        TraceFile unlike = database("CREATE TABLE vmType (vmTypeId INTEGER, machineID INTEGER, cores REAL);");
        assertThatThrownBy(() -> AzurePackingFormat.of(unlike, 3, UNIT))
                .hasMessage(
                        unlike.name()
                                + ": table vmType: no column \"core\", did you mean \"cores\"? Columns: vmTypeId, machineID, cores");
        TraceFile other = database(TABLES + ROWS);
        assertThatThrownBy(() -> AzurePackingFormat.of(other, 5, UNIT))
                .hasMessage(other.name() + ": table vmType: found no VM type for machine 5, expected one of [3, 4]");
        TraceFile text = new TraceFile(Files.writeString(folder.resolve("text"), "no database at all\n".repeat(9)), "");
        assertThatThrownBy(() -> AzurePackingFormat.of(text, 3, UNIT))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith(text.name() + ": cannot be read as an SQLite file, expected one that is whole");
    }

    private TraceFile database(String script) throws SQLException {
        Path file = folder.resolve("packing-" + script.hashCode() + ".sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
        return new TraceFile(file, "");
    }
}
