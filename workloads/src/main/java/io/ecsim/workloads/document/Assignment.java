package io.ecsim.workloads.document;

import io.ecsim.naming.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value given from outside in place of a document's, such as {@code cluster.zones=[us-east-1a]}. The path names fields
 * after dots and elements of lists, in brackets: by index from 0, by their field {@code name} (or {@code serviceName} and the like), or a text by itself. An
 * index one above the last adds an element; a field that is not there is added; an empty value removes. The value is
 * YAML in one line. What is wrong with a given value is reported at the option that gave it.
 */
public final class Assignment {

    /** Fields by which elements of lists are named, ECS's own among them. */
    private static final List<String> NAMES =
            List.of("name", "serviceName", "autoScalingGroupName", "capacityProvider", "resourceId");

    private final String text;
    private final String target;
    private final Origin origin;
    private final List<PathStep> steps;
    private final Optional<Value> value;

    private Assignment(String text, String target, Origin origin, List<PathStep> steps, Optional<Value> value) {
        this.text = text;
        this.target = target;
        this.origin = origin;
        this.steps = steps;
        this.value = value;
    }

    /**
     * Reads {@code PATH=VALUE}; empty, with a fault, when it is none.
     *
     * @param option what the user wrote before it, such as {@code --set}
     */
    public static Optional<Assignment> parse(String option, String text, Faults faults) {
        int equals = PathStep.endOfPath(text);
        if (equals <= 0) {
            return wrong(
                    Origin.option(option + " " + text),
                    "expected PATH=VALUE, such as cluster.region=us-east-1",
                    faults);
        }
        String path = text.substring(0, equals).strip();
        Origin origin = Origin.option(option + " " + path);
        Optional<List<PathStep>> steps = PathStep.parse(path);
        if (steps.isEmpty()) {
            return wrong(
                    origin,
                    "expected a path of fields and elements, such as workload.tasks[0].cpu or workload.tasks[web].cpu",
                    faults);
        }
        String written = text.substring(equals + 1).strip();
        if (written.isEmpty()) {
            return Optional.of(new Assignment(text, path, origin, steps.get(), Optional.empty()));
        }
        return value(origin.name(), written, faults)
                .map(value -> new Assignment(text, path, origin, steps.get(), Optional.of(value)));
    }

    /**
     * Takes a path and a value that a document itself states, such as an override in a variant of it; nothing, a null,
     * removes.
     *
     * @param value reported as the place of whatever is wrong with the assignment
     */
    public static Optional<Assignment> stated(String path, Node value, Faults faults) {
        Optional<List<PathStep>> steps = PathStep.parse(path);
        if (steps.isEmpty()) {
            return value.fault(
                    faults,
                    "found the path \"" + path
                            + "\", expected one of fields and elements, such as workload.tasks[web].cpu");
        }
        Optional<Value> given = value.kind() == Kind.NOTHING ? Optional.empty() : Optional.of(value.value());
        String text = path + "=" + (given.isPresent() ? value.written() : "");
        return Optional.of(new Assignment(text, path, Origin.written(value), steps.get(), given));
    }

    /** Returns what was given, as written: {@code PATH=VALUE}. */
    public String text() {
        return text;
    }

    /** Returns whether the path is this one. */
    public boolean isOf(String path) {
        return target.equals(path);
    }

    /** Returns the first field of the path. */
    public String field() {
        return steps.get(0).name();
    }

    /** Returns the given value as a node, or nothing when the assignment removes. */
    public Optional<Node> given() {
        return value.map(each -> new Node(new Value.Given(origin, target, each), origin.name(), target));
    }

    /** Returns an assignment of another value to the same place, reported as this one. */
    public Assignment with(Node other) {
        return new Assignment(target + "=" + other.written(), target, origin, steps, Optional.of(other.value()));
    }

    /** Returns an assignment of another value to another place, reported as this one. */
    public Assignment insteadOf(String path, long number) {
        Value scalar = new Value.Scalar(0, 0, Kind.INTEGER, Long.toString(number));
        return new Assignment(text, path, origin, PathStep.parse(path).orElseThrow(), Optional.of(scalar));
    }

    /** Returns an assignment that removes another place, reported as this one. */
    public Assignment removing(String path) {
        return new Assignment(text, path, origin, PathStep.parse(path).orElseThrow(), Optional.empty());
    }

    /** Returns the document with the value in its place; the document itself, and a fault, when there is no such place. */
    public Node applyTo(Node document, Faults faults) {
        return replaced(document.value(), 0, "", faults)
                .map(changed -> new Node(changed, document.file(), document.path()))
                .orElse(document);
    }

    private Optional<Value> replaced(Value at, int depth, String path, Faults faults) {
        if (at instanceof Value.Given earlier) {
            return replaced(earlier.value(), depth, path, faults)
                    .map(changed -> new Value.Given(earlier.origin(), earlier.target(), changed));
        }
        PathStep step = steps.get(depth);
        if (at instanceof Value.Items list) {
            return element(list, step, depth, path, faults);
        }
        if (at instanceof Value.Members object) {
            return field(object, step, depth, path, faults);
        }
        Kind kind = ((Value.Scalar) at).kind();
        if (kind == Kind.NOTHING && !step.bracketed()) {
            return field(new Value.Members(at.line(), at.column(), List.of()), step, depth, path, faults);
        }
        if (kind == Kind.FAULTY) {
            return Optional.empty(); // reported when it was read
        }
        return wrong(
                origin, path + " is " + new Node(at, "", "").describe() + ", which has no " + step.after(""), faults);
    }

    private Optional<Value> field(Value.Members object, PathStep step, int depth, String path, Faults faults) {
        String fieldPath = step.asField().after(path);
        List<Value.Member> members = new ArrayList<>(object.members());
        int index = 0;
        while (index < members.size() && !members.get(index).name().equals(step.name())) {
            index++;
        }
        if (index == members.size()) {
            if (value.isEmpty()) {
                List<String> names = members.stream().map(Value.Member::name).toList();
                return wrong(origin, "nothing to remove, " + absent(step.name(), names), faults);
            }
            Optional<Value> added = created(depth + 1, fieldPath, faults);
            added.ifPresent(each -> members.add(new Value.Member(0, 0, step.name(), each)));
            return added.map(each -> new Value.Members(object.line(), object.column(), List.copyOf(members)));
        }
        Value.Member old = members.get(index);
        if (depth + 1 < steps.size()) {
            Optional<Value> changed = replaced(old.value(), depth + 1, fieldPath, faults);
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            members.set(index, new Value.Member(old.line(), old.column(), old.name(), changed.get()));
        } else if (value.isEmpty()) {
            members.remove(index);
        } else {
            members.set(index, new Value.Member(old.line(), old.column(), old.name(), here(fieldPath)));
        }
        return Optional.of(new Value.Members(object.line(), object.column(), List.copyOf(members)));
    }

    private Optional<Value> element(Value.Items list, PathStep step, int depth, String path, Faults faults) {
        List<Value> values = new ArrayList<>(list.values());
        List<String> names = values.stream().map(Assignment::nameOf).toList();
        String allowed = elements(path, names);
        if (!step.bracketed() && !names.contains(step.name())) {
            return wrong(origin, path + " is a list, " + allowed, faults);
        }
        int index = step.isIndex() ? Integer.parseInt(step.name()) : names.indexOf(step.name());
        if (index < 0 || index > values.size() || (index == values.size() && value.isEmpty())) {
            String hint = NearestName.hint(step.name(), names);
            return wrong(
                    origin,
                    path + " has no element \"" + step.name() + "\"" + (hint.isEmpty() ? "." : hint) + " "
                            + Character.toUpperCase(allowed.charAt(0)) + allowed.substring(1),
                    faults);
        }
        String elementPath = path + "[" + index + "]";
        if (index == values.size()) {
            Optional<Value> added = created(depth + 1, elementPath, faults);
            added.ifPresent(values::add);
            return added.map(each -> new Value.Items(list.line(), list.column(), List.copyOf(values)));
        }
        if (depth + 1 < steps.size()) {
            Optional<Value> changed = replaced(values.get(index), depth + 1, elementPath, faults);
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            values.set(index, changed.get());
        } else if (value.isEmpty()) {
            values.remove(index);
        } else {
            values.set(index, here(elementPath));
        }
        return Optional.of(new Value.Items(list.line(), list.column(), List.copyOf(values)));
    }

    /** Builds the objects that the rest of the path names and that the document does not have. */
    private Optional<Value> created(int depth, String path, Faults faults) {
        String target = path;
        for (PathStep step : steps.subList(depth, steps.size())) {
            if (step.isIndex()) {
                return wrong(origin, target + " is not there, so it has no [" + step.name() + "]", faults);
            }
            target = step.asField().after(target);
        }
        Value built = value.orElseThrow();
        for (int i = steps.size() - 1; i >= depth; i--) {
            Value.Member only = new Value.Member(0, 0, steps.get(i).name(), new Value.Given(origin, target, built));
            built = new Value.Members(0, 0, List.of(only));
        }
        return Optional.of(new Value.Given(origin, target, built));
    }

    private Value here(String path) {
        return new Value.Given(origin, path, value.orElseThrow());
    }

    private static String nameOf(Value element) {
        Value plain = Value.Given.unwrapped(element);
        if (plain instanceof Value.Members object) {
            return object.members().stream()
                    .filter(member -> NAMES.contains(member.name()))
                    .map(member -> Value.Given.unwrapped(member.value()))
                    .filter(Value.Scalar.class::isInstance)
                    .map(name -> ((Value.Scalar) name).text())
                    .findFirst()
                    .orElse("");
        }
        return plain instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    private static String elements(String path, List<String> names) {
        if (names.isEmpty()) {
            return "expected " + path + "[0] to add one";
        }
        String byName =
                String.join(", ", names.stream().filter(name -> !name.isEmpty()).toList());
        return "expected " + path + "[0] to [" + (names.size() - 1) + "], [" + names.size() + "] to add one"
                + (byName.isEmpty() ? "" : ", or in the brackets a name: " + byName);
    }

    private static String absent(String name, List<String> names) {
        return "there is no \"" + name + "\"" + NearestName.hint(name, names)
                + (names.isEmpty() ? "" : " There are: " + String.join(", ", names));
    }

    private static <T> Optional<T> wrong(Origin origin, String message, Faults faults) {
        faults.add(origin.fault(message));
        return Optional.empty();
    }

    private static Optional<Value> value(String origin, String written, Faults faults) {
        Faults inside = new Faults();
        Optional<Value> value = TreeBuilder.yaml(origin, written, inside).build();
        for (Fault fault : inside.list()) {
            String message = fault.message()
                    .replace("the file is empty", "found only a comment, expected a value or nothing")
                    .replace("the file", "the value");
            faults.add(new Fault(origin, 0, 0, fault.path(), message));
        }
        return inside.isEmpty() ? value : Optional.empty();
    }
}
