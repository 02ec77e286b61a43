package io.ecsim.workloads.document;

import io.ecsim.naming.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of a document that knows its place. The {@code as...} methods read it as something; what does not fit is added
 * to the faults, and the result is empty.
 */
public final class Node {

    private static final Pattern MEMORY = Pattern.compile("(\\d{1,9})\\s?(MiB|GiB|TiB)");

    private final Value value;
    private final String file;
    private final String path;
    private final Optional<Value.Given> given;

    Node(Value value, String file, String path) {
        this(value, file, path, Optional.empty());
    }

    private Node(Value value, String file, String path, Optional<Value.Given> above) {
        this.given = value instanceof Value.Given here ? Optional.of(here) : above;
        this.value = Value.Given.unwrapped(value);
        this.file = file;
        this.path = path;
    }

    /** Returns the file as the user named it. */
    public String file() {
        return file;
    }

    /** Returns the line, from 1; 0 when the value is not written in the file. */
    public int line() {
        return given.isPresent() ? 0 : value.line();
    }

    /** Returns the column, from 1; 0 when the value is not written in the file. */
    public int column() {
        return given.isPresent() ? 0 : value.column();
    }

    /** Returns the path, such as {@code cluster.instances[2].count}; empty for the document itself. */
    public String path() {
        return path;
    }

    /** Returns what this is. */
    public Kind kind() {
        if (value instanceof Value.Scalar scalar) {
            return scalar.kind();
        }
        return value instanceof Value.Items ? Kind.LIST : Kind.OBJECT;
    }

    /** Returns a scalar's text as written, without quotes; empty for objects and lists. */
    public String text() {
        return value instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    /** Returns the items of a list; empty for anything else. */
    public List<Node> items() {
        List<Node> nodes = new ArrayList<>();
        if (value instanceof Value.Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                nodes.add(child(items.values().get(i), path + "[" + i + "]"));
            }
        }
        return nodes;
    }

    /** Returns the names of an object's members in the order written; empty for anything else. */
    public List<String> names() {
        return members().stream().map(Value.Member::name).toList();
    }

    /** Returns the member of that name. */
    public Optional<Node> member(String name) {
        for (Value.Member member : members()) {
            if (member.name().equals(name)) {
                return Optional.of(child(member.value(), childPath(name)));
            }
        }
        return Optional.empty();
    }

    /** Returns the place of a member's name, for faults about the name itself. */
    Node keyOf(Value.Member member) {
        Value name = new Value.Scalar(member.line(), member.column(), Kind.TEXT, member.name());
        if (member.line() == 0 && member.value() instanceof Value.Given added) {
            name = new Value.Given(added.origin(), added.target(), name);
        }
        return child(name, childPath(member.name()));
    }

    private Node child(Value inside, String insidePath) {
        return new Node(inside, file, insidePath, given);
    }

    Value value() {
        return value;
    }

    List<Value.Member> members() {
        return value instanceof Value.Members object ? object.members() : List.of();
    }

    private String childPath(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns this as an object; when it is none, a fault is added and the fields stay silent. */
    public Fields asObject(Faults faults) {
        if (kind() != Kind.OBJECT) {
            refuse(faults, "an object with fields");
        }
        return new Fields(this, faults);
    }

    /** Reads text. */
    public Optional<String> asText(Faults faults, String expected) {
        return kind() == Kind.TEXT ? Optional.of(text()) : refuse(faults, expected);
    }

    /** Reads text that a pattern matches as a whole. */
    public Optional<String> asText(Faults faults, Pattern pattern, String expected) {
        return kind() == Kind.TEXT && pattern.matcher(text()).matches()
                ? Optional.of(text())
                : refuse(faults, expected);
    }

    /** Reads an integer from {@code min} to {@code max}, both included. */
    public Optional<Long> asInteger(Faults faults, long min, long max) {
        if (kind() == Kind.INTEGER) {
            Optional<Long> number = Scalars.longOf(text());
            if (number.isPresent() && number.get() >= min && number.get() <= max) {
                return number;
            }
        }
        return refuse(faults, "an integer " + Scalars.range(min, max));
    }

    /** Reads a finite number from {@code min} to {@code max}, both included. */
    public Optional<Double> asNumber(Faults faults, double min, double max) {
        if (kind() == Kind.INTEGER || kind() == Kind.DECIMAL) {
            double number = Double.parseDouble(text());
            if (number >= min && number <= max && Double.isFinite(number)) {
                return Optional.of(number);
            }
        }
        return refuse(faults, "a number " + Scalars.range(min, max));
    }

    /** Reads a share: {@code 0.85} or {@code 85%}, from {@code min} to {@code max}, both included. */
    public Optional<Double> asShare(Faults faults, double min, double max) {
        if (kind() == Kind.TEXT && text().matches("\\d{1,6}(\\.\\d{1,9})?\\s?%")) {
            String percent = text().substring(0, text().length() - 1).strip();
            double share = new BigDecimal(percent).movePointLeft(2).doubleValue();
            return share >= min && share <= max ? Optional.of(share) : refuse(faults, expectedShare(min, max));
        }
        if (kind() == Kind.INTEGER || kind() == Kind.DECIMAL) {
            double share = Double.parseDouble(text());
            if (share >= min && share <= max) {
                return Optional.of(share);
            }
        }
        return refuse(faults, expectedShare(min, max));
    }

    private static String expectedShare(double min, double max) {
        return "a share " + Scalars.range(min, max) + ", such as 0.7 or 70%";
    }

    /** Reads true or false. */
    public Optional<Boolean> asFlag(Faults faults) {
        return kind() == Kind.BOOLEAN ? Optional.of(Boolean.parseBoolean(text())) : refuse(faults, "true or false");
    }

    /** Reads a duration such as {@code 90s} in microseconds; a plain number is refused because it has no unit. */
    public Optional<Long> asDurationMicros(Faults faults, long minMicros, long maxMicros) {
        if (kind() == Kind.INTEGER || kind() == Kind.DECIMAL) {
            return fault(faults, "found " + text() + ", give a unit: " + text() + "s, or one of d, h, m, s, ms, us");
        }
        OptionalLong micros = kind() == Kind.TEXT ? Durations.parseMicros(text()) : OptionalLong.empty();
        if (micros.isEmpty()) {
            return refuse(faults, "a duration such as 90s, 30m, 2h or 1d");
        }
        if (micros.getAsLong() < minMicros || micros.getAsLong() > maxMicros) {
            return refuse(
                    faults,
                    maxMicros == Long.MAX_VALUE
                            ? "a duration of at least " + Durations.format(minMicros)
                            : "a duration from " + Durations.format(minMicros) + " to " + Durations.format(maxMicros));
        }
        return Optional.of(micros.getAsLong());
    }

    /** Reads an amount of memory in MiB: {@code 512}, {@code 512MiB} or {@code 16GiB}. */
    public Optional<Integer> asMemoryMiB(Faults faults, int minMiB, int maxMiB) {
        long mib = -1;
        Matcher matcher = MEMORY.matcher(text());
        if (kind() == Kind.INTEGER) {
            mib = Scalars.longOf(text()).orElse(-1L);
        } else if (kind() == Kind.TEXT && matcher.matches()) {
            long factor = switch (matcher.group(2)) {
                case "MiB" -> 1;
                case "GiB" -> 1024;
                default -> 1024 * 1024;
            };
            mib = Long.parseLong(matcher.group(1)) * factor;
        }
        if (mib >= minMiB && mib <= maxMiB) {
            return Optional.of((int) mib);
        }
        return refuse(faults, "memory " + Scalars.range(minMiB, maxMiB) + " MiB, such as 512, 512MiB or 16GiB");
    }

    /** Reads one of the names; the value comes from the map. */
    public <T> Optional<T> asChoice(Faults faults, Map<String, T> choices) {
        @Nullable T chosen = kind() == Kind.TEXT ? choices.get(text()) : null;
        if (chosen != null) {
            return Optional.of(chosen);
        }
        String hint = kind() == Kind.TEXT ? NearestName.hint(text(), choices.keySet()) : "";
        if (hint.isEmpty()) {
            return refuse(faults, Scalars.oneOf(choices.keySet()));
        }
        return fault(faults, "found " + describe() + hint + " Allowed: " + String.join(", ", choices.keySet()));
    }

    /**
     * Reads an object with exactly one member whose name says what it is, such as {@code exponential: {mean: 10m}}; the
     * member is handed to the reader of that name.
     */
    public <T> Optional<T> asOneOf(Faults faults, Map<String, Function<Node, Optional<T>>> readers) {
        List<Value.Member> unknown = members().stream()
                .filter(member -> !readers.containsKey(member.name()))
                .toList();
        for (Value.Member member : unknown) {
            String hint = NearestName.hint(member.name(), readers.keySet());
            keyOf(member)
                    .fault(
                            faults,
                            "unknown field \"" + member.name() + "\"" + (hint.isEmpty() ? "." : hint) + " Allowed: "
                                    + String.join(", ", readers.keySet()));
        }
        if (!unknown.isEmpty()) {
            return Optional.empty();
        }
        if (kind() != Kind.OBJECT || members().size() != 1) {
            return refuse(faults, "an object with one field: " + Scalars.oneOf(readers.keySet()));
        }
        Value.Member only = members().get(0);
        Function<Node, Optional<T>> reader = Objects.requireNonNull(readers.get(only.name()));
        return reader.apply(child(only.value(), childPath(only.name())));
    }

    /** Reads the items of a list with a reader each; items that the reader refuses are left out. */
    public <T> Optional<List<T>> asList(Faults faults, Function<Node, Optional<T>> reader) {
        if (kind() != Kind.LIST) {
            return refuse(faults, "a list");
        }
        List<T> read = new ArrayList<>();
        for (Node item : items()) {
            reader.apply(item).ifPresent(read::add);
        }
        return Optional.of(read);
    }

    /** Adds {@code found X, expected ...} at this node, unless it was already reported; returns empty. */
    public <T> Optional<T> refuse(Faults faults, String expected) {
        return fault(faults, "found " + describe() + ", expected " + expected);
    }

    /** Adds a fault at this node, unless its value was already reported when it was read; returns empty. */
    public <T> Optional<T> fault(Faults faults, String message) {
        if (kind() != Kind.FAULTY) {
            faults.add(this, message);
        }
        return Optional.empty();
    }

    /** Returns a fault at this place: in the file, or at what gave the value instead. */
    Fault faultHere(String message) {
        return given.map(from -> from.origin().fault(value.line(), value.column(), from.target(), path, message))
                .orElseGet(() -> new Fault(file, line(), column(), path, message));
    }

    /** Returns the value in one line, as YAML takes it. */
    public String written() {
        if (value instanceof Value.Items) {
            return items().stream().map(Node::written).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.Members) {
            return members().stream()
                    .map(member -> PlainScalars.written(member.name()) + ": "
                            + child(member.value(), "").written())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return kind() == Kind.TEXT ? PlainScalars.written(text()) : text();
    }

    /** Returns how a message names this value: {@code 7}, {@code "abc"}, {@code a list}, {@code nothing}. */
    public String describe() {
        return switch (kind()) {
            case OBJECT -> describeObject();
            case LIST -> "a list";
            case NOTHING -> "nothing";
            case TEXT -> '"' + Scalars.shorten(text()) + '"';
            default -> Scalars.shorten(text());
        };
    }

    /** Names what was given from outside, which may be why the object no longer fits. */
    private String describeObject() {
        String added = members().stream()
                .map(Value.Member::value)
                .filter(Value.Given.class::isInstance)
                .map(value -> ((Value.Given) value).origin().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return added.isEmpty() ? "an object" : "an object (with " + added + ")";
    }
}
