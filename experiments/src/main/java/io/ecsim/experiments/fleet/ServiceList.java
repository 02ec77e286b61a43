package io.ecsim.experiments.fleet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ecsim.experiments.fleet.FleetService.Spread;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a list of services: a CSV file whose first line names its columns. */
final class ServiceList {

    private static final List<String> NEEDED = List.of("name", "count", "cpu", "memory");
    private static final List<String> KNOWN = List.of("name", "count", "cpu", "memory", "spread", "curve");
    private static final List<String> CURVES = List.of("flat", "diurnal", "retail-week");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,7})\\s?(MiB|GiB)?");
    private static final Pattern FACTOR = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
    private static final int MOST_TASKS = 100_000;
    private static final int MOST_CPU_UNITS = 10_000_000;
    private static final int MIB_IN_GIB = 1024;

    private final String file;
    private final List<String> lines;
    private final Faults faults;
    private final List<String> columns = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();

    private ServiceList(String file, List<String> lines, Faults faults) {
        this.file = file;
        this.lines = lines;
        this.faults = faults;
    }

    /** Reads a file; what is wrong with it is added to the faults. */
    static List<FleetService> read(Path file, Faults faults) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException notText) {
            faults.add(new Fault(file.toString(), 0, 0, "", "expected UTF-8 text"));
            return List.of();
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new ServiceList(file.toString(), plain.lines().toList(), faults).read(plain);
    }

    private List<FleetService> read(String text) throws IOException {
        List<FleetService> services = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                if (columns.isEmpty()) {
                    head(row);
                    if (!faults.isEmpty()) {
                        return List.of();
                    }
                } else if (row.getFieldCount() != columns.size()) {
                    faults.add(new Fault(
                            file,
                            (int) row.getStartingLineNumber(),
                            0,
                            "",
                            "found " + row.getFieldCount() + " fields, expected " + columns.size() + ": "
                                    + String.join(", ", columns)));
                } else {
                    service(row).ifPresent(services::add);
                }
            }
        } catch (CsvParseException broken) {
            faults.add(new Fault(file, 0, 0, "", "this is not valid CSV (" + broken.getMessage() + ")"));
        }
        if (faults.isEmpty() && services.isEmpty()) {
            faults.add(
                    new Fault(file, 0, 0, "", "found no service, expected a line of column names and one a service"));
        }
        return services;
    }

    private void head(CsvRecord row) {
        for (int i = 0; i < row.getFieldCount(); i++) {
            String name = row.getField(i).strip();
            if (!KNOWN.contains(name) || columns.contains(name)) {
                String what = columns.contains(name) ? "a second column \"" : "unknown column \"";
                String hint = columns.contains(name) ? "" : NearestName.hint(name, KNOWN);
                fault(
                        row,
                        i,
                        "",
                        what + name + "\"" + (hint.isEmpty() ? "." : hint) + " Allowed: " + String.join(", ", KNOWN));
            }
            columns.add(name);
        }
        for (String needed : NEEDED) {
            if (!columns.contains(needed)) {
                fault(
                        row,
                        0,
                        "",
                        "there is no column " + needed + ", expected " + String.join(", ", NEEDED)
                                + " and, where wanted, spread, curve");
            }
        }
    }

    private Optional<FleetService> service(CsvRecord row) {
        int before = faults.count();
        String name = text(row, "name");
        if (!NAME.matcher(name).matches()) {
            wrong(row, "name", "1 to 255 letters, digits, _ and -");
        } else if (!names.add(name)) {
            fault(row, columns.indexOf("name"), "name", "another service is named \"" + name + "\" too");
        }
        int count = whole(row, "count", MOST_TASKS);
        int cpuUnits = whole(row, "cpu", MOST_CPU_UNITS);
        int memoryMiB = memory(row);
        Spread spread = spread(row);
        LoadCurve curve = curve(row);
        return faults.count() == before
                ? Optional.of(new FleetService(name, count, cpuUnits, memoryMiB, spread, curve))
                : Optional.empty();
    }

    private int whole(CsvRecord row, String column, int most) {
        String found = text(row, column);
        int value = found.matches("\\d{1,9}") ? Integer.parseInt(found) : 0;
        if (value < 1 || value > most) {
            wrong(row, column, "an integer from 1 to " + most + (column.equals("cpu") ? " CPU units" : ""));
        }
        return value;
    }

    private int memory(CsvRecord row) {
        Matcher matcher = MEMORY.matcher(text(row, "memory"));
        long mib = 0;
        if (matcher.matches()) {
            mib = Long.parseLong(matcher.group(1)) * ("GiB".equals(matcher.group(2)) ? MIB_IN_GIB : 1);
        }
        if (mib < 1 || mib > Integer.MAX_VALUE) {
            wrong(row, "memory", "memory above 0 such as 512, 512MiB or 16GiB");
        }
        return (int) mib;
    }

    private Spread spread(CsvRecord row) {
        String found = text(row, "spread");
        if (found.isEmpty()) {
            return Spread.NONE;
        }
        List<String> keys = Arrays.stream(Spread.values()).map(Spread::key).toList();
        if (!keys.contains(found)) {
            wrong(row, "spread", "one of " + String.join(", ", keys) + NearestName.hint(found, keys));
            return Spread.NONE;
        }
        return Spread.values()[keys.indexOf(found)];
    }

    private LoadCurve curve(CsvRecord row) {
        String found = text(row, "curve");
        switch (found) {
            case "", "flat" -> {
                return LoadCurve.FLAT;
            }
            case "diurnal" -> {
                return LoadCurve.DIURNAL;
            }
            case "retail-week" -> {
                return LoadCurve.RETAIL_WEEK;
            }
            default -> {
                List<String> factors = Arrays.stream(found.split("[\\s;]+", -1))
                        .filter(each -> !each.isEmpty())
                        .toList();
                boolean numbers =
                        factors.stream().allMatch(each -> FACTOR.matcher(each).matches());
                boolean some = numbers && factors.stream().anyMatch(each -> Double.parseDouble(each) > 0);
                if (factors.size() != LoadCurve.HOURS || !some) {
                    wrong(
                            row,
                            "curve",
                            "one of " + String.join(", ", CURVES) + ", or 24 numbers with blanks between them, one an"
                                    + " hour from midnight, not all 0" + NearestName.hint(found, CURVES));
                    return LoadCurve.FLAT;
                }
                return LoadCurve.of(factors.stream().map(Double::parseDouble).toList());
            }
        }
    }

    private String text(CsvRecord row, String column) {
        int index = columns.indexOf(column);
        return index < 0 ? "" : row.getField(index).strip();
    }

    private void wrong(CsvRecord row, String column, String expected) {
        fault(row, columns.indexOf(column), column, "found \"" + text(row, column) + "\", expected " + expected);
    }

    private void fault(CsvRecord row, int index, String column, String message) {
        int line = (int) row.getStartingLineNumber();
        faults.add(new Fault(file, line, position(lines.get(line - 1), index), column, message));
    }

    /** Returns the character at which a field begins, from 1. */
    private static int position(String line, int index) {
        boolean quoted = false;
        int field = 0;
        int at = 0;
        while (at < line.length() && field < index) {
            char c = line.charAt(at++);
            quoted ^= c == '"';
            field += c == ',' && !quoted ? 1 : 0;
        }
        return at + 1;
    }
}
