package io.ecsim.workloads.scenario;

import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.delimited.CsvFormat;
import io.ecsim.workloads.trace.delimited.CsvFormat.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Binds the column mapping of a CSV trace: each value is {@code {column: NAME, unit: UNIT}} or a law. */
final class CsvTraceBinder {

    static final Map<String, Double> TIMES = units("s", 1e6, "us", 1, "ms", 1e3, "m", 6e7, "h", 3.6e9, "d", 8.64e10);
    private static final Map<String, Double> CPU = units("vCPU", 1024, "units", 1, "milli", 1.024);
    private static final Map<String, Double> MEMORY = units(
            "MiB",
            1,
            "KiB",
            1.0 / 1024,
            "GiB",
            1024,
            "B",
            1.0 / (1024 * 1024),
            "MB",
            1e6 / (1024 * 1024),
            "GB",
            1e9 / (1024 * 1024));
    private static final Map<String, Double> NUMBERS = units("1", 1);
    private static final String EXPECTED = "{column: NAME, unit: UNIT}";

    private final Fields fields;
    private final Faults faults;

    CsvTraceBinder(Fields fields) {
        this.fields = fields;
        this.faults = fields.faults();
    }

    private static Map<String, Double> units(Object... namesAndFactors) {
        Map<String, Double> units = new LinkedHashMap<>();
        for (int i = 0; i < namesAndFactors.length; i += 2) {
            units.put((String) namesAndFactors[i], ((Number) namesAndFactors[i + 1]).doubleValue());
        }
        return units;
    }

    Optional<TraceFormat> bind(Optional<TraceFile> file) {
        String delimiter = fields.textOr("delimiter", ",");
        if (delimiter.length() != 1) {
            fields.fault("delimiter", "found \"" + delimiter + "\", expected one character, such as , or ;");
        }
        Optional<Source> arrival = fields.required("arrival", EXPECTED, node -> column(node, TIMES));
        boolean byEnd = fields.has("end");
        if (byEnd && fields.has("run")) {
            fields.fault("end", "found both run and end, expected one of the two");
        }
        Optional<Source> run = byEnd
                ? fields.optional("end", node -> column(node, TIMES))
                : fields.required(
                        "run", EXPECTED + " or a law, or end", node -> source(node, TIMES, Quantity.DURATION));
        Optional<Source> cpu =
                fields.required("cpu", EXPECTED + " or a law", node -> source(node, CPU, Quantity.NUMBER));
        Optional<Source> memory =
                fields.required("memory", EXPECTED + " or a law", node -> source(node, MEMORY, Quantity.MEMORY));
        Source gpus = counted("gpus", 0);
        Source count = counted("count", 1);
        Optional<Source> priority = fields.optional("priority", node -> column(node, NUMBERS));
        if (file.isEmpty()
                || arrival.isEmpty()
                || run.isEmpty()
                || cpu.isEmpty()
                || memory.isEmpty()
                || delimiter.length() != 1) {
            return Optional.empty();
        }
        return Optional.of(new CsvFormat(
                file.get(),
                delimiter.charAt(0),
                arrival.get(),
                run.get(),
                byEnd,
                cpu.get(),
                memory.get(),
                gpus,
                count,
                priority));
    }

    private Source counted(String name, int absent) {
        return fields.optional(name, node -> source(node, NUMBERS, Quantity.NUMBER))
                .orElseGet(() -> Source.drawn(new ConstantLaw(absent, Quantity.NUMBER)));
    }

    private Optional<Source> source(Node node, Map<String, Double> units, Quantity quantity) {
        if (node.kind() == Kind.OBJECT && node.member("column").isPresent()) {
            return column(node, units);
        }
        return Laws.read(node, faults, quantity).map((Law law) -> Source.drawn(law));
    }

    private Optional<Source> column(Node node, Map<String, Double> units) {
        Fields column = node.asObject(faults);
        String name = column.text("column", "the name of a column");
        String first = units.keySet().iterator().next();
        Map<String, String> names = new LinkedHashMap<>();
        units.keySet().forEach(unit -> names.put(unit, unit));
        String unit = units.size() == 1 ? first : column.choice("unit", names);
        double times = column.numberOr("factor", Double.MIN_VALUE, 1e15, 1);
        return column.build(() -> {
            String shown = times == 1 ? unit : unit + " x " + times;
            return Source.column(name, units.getOrDefault(unit, 1.0) * times, units.size() == 1 ? "" : shown);
        });
    }
}
