package io.ecsim.workloads.catalogue;

import io.ecsim.model.InstanceType;
import io.ecsim.naming.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * EC2 instance types of one region at one date: vCPUs, memory, GPUs, architecture, network interfaces, awsvpc tasks with
 * trunking (R2.36) and on-demand price. The facts come with the program, so a run needs no network.
 */
public final class InstanceCatalogue {

    private static final String RESOURCE = "ec2-instance-types.csv";
    private static final int COLUMNS = 8;

    private final String region;
    private final LocalDate date;
    private final Map<String, InstanceType> types;

    private InstanceCatalogue(String region, LocalDate date, Map<String, InstanceType> types) {
        this.region = region;
        this.date = date;
        this.types = Collections.unmodifiableMap(types);
    }

    /** Returns the catalogue that comes with the program. */
    public static InstanceCatalogue load() {
        return Bundled.CATALOGUE;
    }

    /** Read once: it never changes. */
    private static final class Bundled {
        static final InstanceCatalogue CATALOGUE = read();
    }

    private static InstanceCatalogue read() {
        InputStream stream = InstanceCatalogue.class.getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IllegalStateException("the program is incomplete: it lacks " + RESOURCE);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return read(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InstanceCatalogue read(BufferedReader lines) throws IOException {
        Map<String, InstanceType> types = new TreeMap<>();
        String region = "";
        LocalDate date = LocalDate.MIN;
        boolean heading = true;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("# region: ")) {
                region = line.substring("# region: ".length());
            } else if (line.startsWith("# date: ")) {
                date = LocalDate.parse(line.substring("# date: ".length()));
            } else if (!line.startsWith("#")) {
                if (!heading) {
                    InstanceType type = type(line.split(",", -1));
                    types.put(type.name(), type);
                }
                heading = false;
            }
        }
        return new InstanceCatalogue(region, date, types);
    }

    private static InstanceType type(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("catalogue line of " + cells.length + " cells: " + String.join(",", cells));
        }
        return new InstanceType(
                cells[0],
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                cells[4],
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]),
                Long.parseLong(cells[7]));
    }

    /** Returns the region of the prices, such as {@code us-east-1}. */
    public String region() {
        return region;
    }

    /** Returns the day of the prices. */
    public LocalDate date() {
        return date;
    }

    /** Returns the type of that name. */
    public Optional<InstanceType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /**
     * Returns the type of that name.
     *
     * @throws IllegalArgumentException naming the nearest type if there is none
     */
    public InstanceType require(String name) {
        InstanceType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException(unknown(name));
        }
        return type;
    }

    /** Returns the message for a name that is not in the catalogue, with the nearest one. */
    public String unknown(String name) {
        String hint = NearestName.hint(name, types.keySet());
        return "unknown instance type \"" + name + "\"" + (hint.isEmpty() ? "." : hint) + " The catalogue of " + region
                + " of " + date + " has " + types.size() + " types";
    }

    /** Returns all names in alphabetical order. */
    public Collection<String> names() {
        return types.keySet();
    }

    /** Returns all types by name. */
    public List<InstanceType> types() {
        return List.copyOf(types.values());
    }
}
