package io.ecsim.workloads.document;

import io.ecsim.naming.NearestName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The fields of an object while they are bound. Each method reads one field by name and remembers the name as allowed;
 * {@link #end()} then reports the fields nobody asked for. A field that is missing or does not fit becomes a fault and
 * the method returns a placeholder within the bounds, so that binding goes on and finds the other faults; {@link #build}
 * runs a constructor only when there was none.
 */
public final class Fields {

    private final Node object;
    private final Faults faults;
    private final int faultsBefore;
    private final boolean broken;
    private final Set<String> allowed = new LinkedHashSet<>();
    private boolean nothingIsAbsent;

    Fields(Node object, Faults faults) {
        this.object = object;
        this.faults = faults;
        this.broken = object.kind() != Kind.OBJECT;
        // A broken object has just been reported, so build() must see at least one fault.
        this.faultsBefore = broken ? -1 : faults.count();
    }

    /** Treats a null as an absent field, as AWS does, and returns this. */
    public Fields nothingIsAbsent() {
        nothingIsAbsent = true;
        return this;
    }

    /** Returns the fields of an object in this one; a null means the same there as here. */
    public Fields inner(Node node) {
        Fields inside = node.asObject(faults);
        return nothingIsAbsent ? inside.nothingIsAbsent() : inside;
    }

    /** Returns the object itself. */
    public Node node() {
        return object;
    }

    /** Returns where this object's faults go. */
    public Faults faults() {
        return faults;
    }

    /** Returns whether the field is there; the name counts as allowed. */
    public boolean has(String name) {
        return node(name).isPresent();
    }

    /** Returns the field as it stands, to be read by the caller. */
    public Optional<Node> node(String name) {
        allowed.add(name);
        return object.member(name).filter(node -> !(nothingIsAbsent && node.kind() == Kind.NOTHING));
    }

    /** Adds a fault at a field, or at the object when the field is absent. */
    public void fault(String name, String message) {
        Node at = node(name).orElse(object);
        if (!broken) {
            at.fault(faults, message);
        }
    }

    /** Reads text. */
    public String text(String name) {
        return text(name, "text");
    }

    /** Reads text; {@code expected} says what, such as {@code a zone name such as us-east-1a}. */
    public String text(String name, String expected) {
        return required(name, expected, node -> node.asText(faults, expected)).orElse("");
    }

    /** Reads text that a pattern matches as a whole. */
    public String text(String name, Pattern pattern, String expected) {
        return required(name, expected, node -> node.asText(faults, pattern, expected))
                .orElse("");
    }

    /** Reads text if the field is there. */
    public Optional<String> optionalText(String name, String expected) {
        return optional(name, node -> node.asText(faults, expected));
    }

    /** Reads text, or takes the default. */
    public String textOr(String name, String absent) {
        return optionalText(name, "text").orElse(absent);
    }

    /** Reads an integer within bounds. */
    public int integer(String name, int min, int max) {
        return required(
                        name,
                        "an integer " + Scalars.range((long) min, (long) max),
                        node -> node.asInteger(faults, min, max))
                .orElse((long) min)
                .intValue();
    }

    /** Reads an integer within bounds, or takes the default. */
    public int integerOr(String name, int min, int max, int absent) {
        return optional(name, node -> node.asInteger(faults, min, max))
                .orElse((long) absent)
                .intValue();
    }

    /** Reads a 64-bit integer within bounds. */
    public long longInteger(String name, long min, long max) {
        return required(name, "an integer " + Scalars.range(min, max), node -> node.asInteger(faults, min, max))
                .orElse(min);
    }

    /** Reads a 64-bit integer within bounds, or takes the default. */
    public long longIntegerOr(String name, long min, long max, long absent) {
        return optional(name, node -> node.asInteger(faults, min, max)).orElse(absent);
    }

    /** Reads a finite number within bounds; {@code Double.MIN_VALUE} as least value means above zero. */
    public double number(String name, double min, double max) {
        return required(name, "a number " + Scalars.range(min, max), node -> node.asNumber(faults, min, max))
                .orElse(min);
    }

    /** Reads a finite number within bounds, or takes the default. */
    public double numberOr(String name, double min, double max, double absent) {
        return optional(name, node -> node.asNumber(faults, min, max)).orElse(absent);
    }

    /** Reads a share such as {@code 0.7} or {@code 70%}. */
    public double share(String name, double min, double max) {
        return required(name, "a share such as 0.7 or 70%", node -> node.asShare(faults, min, max))
                .orElse(min);
    }

    /** Reads a share such as {@code 0.7} or {@code 70%}, or takes the default. */
    public double shareOr(String name, double min, double max, double absent) {
        return optional(name, node -> node.asShare(faults, min, max)).orElse(absent);
    }

    /** Reads true or false. */
    public boolean flag(String name) {
        return required(name, "true or false", node -> node.asFlag(faults)).orElse(false);
    }

    /** Reads true or false, or takes the default. */
    public boolean flagOr(String name, boolean absent) {
        return optional(name, node -> node.asFlag(faults)).orElse(absent);
    }

    /** Reads one of the names of the map, which must not be empty. */
    public <T> T choice(String name, Map<String, T> choices) {
        return required(name, Scalars.oneOf(choices.keySet()), node -> node.asChoice(faults, choices))
                .orElseGet(() -> choices.values().iterator().next());
    }

    /** Reads one of the names of the map, or takes the default. */
    public <T> T choiceOr(String name, Map<String, T> choices, T absent) {
        return optional(name, node -> node.asChoice(faults, choices)).orElse(absent);
    }

    /** Reads a duration such as {@code 90s}, in microseconds, at least {@code minMicros}. */
    public long durationMicros(String name, long minMicros) {
        return durationMicros(name, minMicros, Long.MAX_VALUE);
    }

    /** Reads a duration such as {@code 90s}, in microseconds. */
    public long durationMicros(String name, long minMicros, long maxMicros) {
        return required(
                        name,
                        "a duration such as 90s, 30m, 2h or 1d",
                        node -> node.asDurationMicros(faults, minMicros, maxMicros))
                .orElse(minMicros);
    }

    /** Reads a duration such as {@code 90s}, in microseconds, or takes the default. */
    public long durationMicrosOr(String name, long minMicros, long maxMicros, long absentMicros) {
        return optional(name, node -> node.asDurationMicros(faults, minMicros, maxMicros))
                .orElse(absentMicros);
    }

    /** Reads memory such as {@code 512MiB}, {@code 16GiB} or a number of MiB. */
    public int memoryMiB(String name, int minMiB, int maxMiB) {
        return required(name, "memory such as 512, 512MiB or 16GiB", node -> node.asMemoryMiB(faults, minMiB, maxMiB))
                .orElse(minMiB);
    }

    /** Reads memory such as {@code 512MiB}, or takes the default. */
    public int memoryMiBOr(String name, int minMiB, int maxMiB, int absentMiB) {
        return optional(name, node -> node.asMemoryMiB(faults, minMiB, maxMiB)).orElse(absentMiB);
    }

    /** Reads a list of at least one item. */
    public <T> List<T> list(String name, Function<Node, Optional<T>> reader) {
        Optional<List<T>> read = required(name, "a list", node -> node.asList(faults, reader));
        if (node(name)
                .filter(node -> node.kind() == Kind.LIST && node.items().isEmpty())
                .isPresent()) {
            fault(name, "found an empty list, expected at least one item");
        }
        return read.orElse(List.of());
    }

    /** Reads a list, or takes an empty one when the field is absent. */
    public <T> List<T> listOrEmpty(String name, Function<Node, Optional<T>> reader) {
        return optional(name, node -> node.asList(faults, reader)).orElse(List.of());
    }

    /** Reads an object with a reader of its fields; the reader calls {@link #end()} and {@link #build} itself. */
    public <T> Optional<T> object(String name, Function<Fields, Optional<T>> reader) {
        return required(name, "an object with fields", node -> reader.apply(node.asObject(faults)));
    }

    /** Reads an object if the field is there. */
    public <T> Optional<T> optionalObject(String name, Function<Fields, Optional<T>> reader) {
        return optional(name, node -> reader.apply(node.asObject(faults)));
    }

    /** Reads an object with exactly one member whose name says what it is, see {@link Node#asOneOf}. */
    public <T> Optional<T> oneOf(String name, Map<String, Function<Node, Optional<T>>> readers) {
        String expected = "an object with one field: " + Scalars.oneOf(readers.keySet());
        return required(name, expected, node -> node.asOneOf(faults, readers));
    }

    /** Reads an object of any names, each value with the reader; empty when the field is absent. */
    public <T> Map<String, T> mapOrEmpty(String name, Function<Node, Optional<T>> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        node(name).ifPresent(node -> {
            if (node.kind() != Kind.OBJECT) {
                node.refuse(faults, "an object with fields");
            }
            for (String key : node.names()) {
                node.member(key).flatMap(reader).ifPresent(item -> read.put(key, item));
            }
        });
        return read;
    }

    /** Reads a field with a reader of the caller's; {@code expected} is said when the field is missing. */
    public <T> Optional<T> required(String name, String expected, Function<Node, Optional<T>> reader) {
        Optional<Node> node = node(name);
        if (node.isEmpty() && !broken) {
            object.fault(faults, name + " is missing, expected " + expected);
        }
        return node.flatMap(reader);
    }

    /** Reads a field with a reader of the caller's if it is there. */
    public <T> Optional<T> optional(String name, Function<Node, Optional<T>> reader) {
        return node(name).flatMap(reader);
    }

    /** Accepts fields without reading them. */
    public void accept(String... names) {
        allowed.addAll(List.of(names));
    }

    /** Reports every field that was not asked for, with the nearest allowed name. */
    public void end() {
        for (Value.Member member : object.members()) {
            if (!allowed.contains(member.name())) {
                String hint = NearestName.hint(member.name(), allowed);
                String names = allowed.isEmpty() ? "no fields here" : String.join(", ", allowed);
                String message = "unknown field \"" + member.name() + "\"" + (hint.isEmpty() ? "." : hint);
                faults.add(object.keyOf(member).faultHere(message + " Allowed: " + names));
            }
        }
    }

    /**
     * Calls {@link #end()} and then the constructor if neither this object nor anything read through it has a fault. A
     * record's own refusal becomes a fault at this object.
     */
    public <T> Optional<T> build(Supplier<T> constructor) {
        end();
        if (faults.count() != faultsBefore) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException refusal) {
            String message = refusal.getMessage();
            return object.fault(faults, message == null ? "is not valid" : message);
        }
    }
}
