package io.ecsim.experiments.scenario;

import io.ecsim.workloads.document.Assignment;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.scenario.ScenarioOverrides;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds {@code variants}: versions of the scenario, each with values in place of the scenario's own. */
final class VariantBinder {

    /** What every variant shares: who competes, under which random numbers, for how long and for what. */
    private static final List<String> SHARED = List.of(
            "name",
            "description",
            "seed",
            "horizon",
            "warmup",
            "strategies",
            "variants",
            "replicate",
            "objective",
            "need",
            "tieBreak");

    /** The name of the scenario as it stands, where variants of the command line compete with it and none of them is that. */
    private static final String AS_IS = "as-is";

    private static final String OPTION = "--variant";
    private static final Pattern NAME = Pattern.compile("[^\\s,=\\[\\]](.{0,38}[^\\s,=\\[\\]])?");
    private static final String NAME_EXPECTED = "a name of at most 40 characters";

    private final Faults faults;
    private final Map<String, List<Assignment>> changes = new LinkedHashMap<>();

    /** A version of the document. */
    record Version(String name, List<String> changes, Node document) {}

    VariantBinder(Faults faults) {
        this.faults = faults;
    }

    /**
     * Returns the versions of a scenario, in the order stated; none when neither it nor the command line states any.
     *
     * @param given what the command line adds, each {@code NAME=PATH=VALUE[,PATH=VALUE]}
     */
    List<Version> bind(Node document, List<String> given) {
        document.member("variants").ifPresent(this::stated);
        if (changes.isEmpty() && !given.isEmpty() && given.stream().allMatch(text -> text.contains("="))) {
            changes.put(AS_IS, new ArrayList<>());
        }
        given.forEach(this::given);
        List<Version> versions = new ArrayList<>();
        changes.forEach((name, assignments) -> {
            Faults own = new Faults();
            Node changed = document;
            for (Assignment assignment : assignments) {
                changed = ScenarioOverrides.apply(changed, assignment, own);
            }
            own.list().forEach(fault -> faults.add(of(name, fault)));
            versions.add(
                    new Version(name, assignments.stream().map(Assignment::text).toList(), changed));
        });
        return versions;
    }

    private void stated(Node variants) {
        Optional<List<String>> names = variants.asList(faults, this::variant);
        if (names.isPresent() && variants.items().isEmpty()) {
            variants.fault(faults, "the list is empty, expected at least one variant");
        }
    }

    private Optional<String> variant(Node node) {
        Fields fields = node.asObject(faults);
        String name = fields.text("name", NAME, NAME_EXPECTED);
        List<Assignment> assignments = new ArrayList<>();
        fields.optional("set", set -> set(set, assignments));
        if (changes.containsKey(name)) {
            fields.fault("name", "another variant is named \"" + name + "\" too");
        }
        return fields.build(() -> {
            changes.put(name, assignments);
            return name;
        });
    }

    private Optional<Node> set(Node set, List<Assignment> assignments) {
        if (set.kind() != Kind.OBJECT) {
            return set.refuse(faults, "an object of paths and values, such as {services[web].launchType: FARGATE}");
        }
        for (String path : set.names()) {
            Node value = set.member(path).orElseThrow();
            Assignment.stated(path, value, faults)
                    .filter(assignment -> !isShared(assignment, value::fault))
                    .ifPresent(assignments::add);
        }
        return Optional.of(set);
    }

    private void given(String text) {
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip();
        String origin = OPTION + " " + name;
        if (!NAME.matcher(name).matches()) {
            faults.add(new Fault(
                    OPTION + " " + text, 0, 0, "", "expected NAME=PATH=VALUE, the name with at most 40 characters"));
            return;
        }
        List<Assignment> assignments = changes.computeIfAbsent(name, each -> new ArrayList<>());
        if (equals < 0) {
            return;
        }
        for (String part : parts(text.substring(equals + 1))) {
            Assignment.parse(origin, part, faults)
                    .filter(assignment -> !isShared(assignment, (to, message) -> {
                        to.add(new Fault(origin, 0, 0, "", message));
                        return Optional.empty();
                    }))
                    .ifPresent(assignments::add);
        }
    }

    /** Says something is wrong. */
    private interface Complaint {
        Optional<?> about(Faults faults, String message);
    }

    private boolean isShared(Assignment assignment, Complaint complaint) {
        if (!SHARED.contains(assignment.field())) {
            return false;
        }
        complaint.about(
                faults,
                "variants share " + assignment.field()
                        + ", so that they can be compared: expected a field of the world, such as cluster or services");
        return true;
    }

    /** Returns the assignments, which have commas between them: those outside brackets and quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if ("[{(".indexOf(c) >= 0) {
                depth++;
            } else if ("]})".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Returns a fault that only some variants have, with their names. */
    static Fault of(String variants, Fault fault) {
        return new Fault(
                fault.file(),
                fault.line(),
                fault.column(),
                fault.path(),
                fault.message() + " (variant " + variants + ")");
    }
}
