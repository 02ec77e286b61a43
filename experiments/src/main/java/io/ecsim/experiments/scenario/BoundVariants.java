package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.NeedSearch;
import io.ecsim.experiments.Variant;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Binds each version of a scenario by itself and puts them into one experiment. */
final class BoundVariants {

    private final List<VariantBinder.Version> versions;
    private final List<Experiment> bound = new ArrayList<>();

    private BoundVariants(List<VariantBinder.Version> versions) {
        this.versions = versions;
    }

    /**
     * Returns the experiment of all versions; empty when some version has faults.
     *
     * @param binder binds one version with faults of its own
     */
    static Optional<Experiment> bind(
            List<VariantBinder.Version> versions,
            BiFunction<VariantBinder.Version, Faults, Optional<Experiment>> binder,
            Faults faults) {
        BoundVariants variants = new BoundVariants(versions);
        Map<Fault, List<String>> found = new LinkedHashMap<>();
        for (VariantBinder.Version version : versions) {
            Faults own = new Faults();
            binder.apply(version, own).ifPresent(variants.bound::add);
            new LinkedHashSet<>(own.list())
                    .forEach(fault -> found.computeIfAbsent(fault, each -> new ArrayList<>())
                            .add(version.name()));
        }
        found.forEach((fault, names) -> faults.add(
                names.size() == versions.size() ? fault : VariantBinder.of(String.join(", ", names), fault)));
        return variants.bound.size() < versions.size() ? Optional.empty() : variants.merged(faults);
    }

    private Optional<Experiment> merged(Faults faults) {
        Experiment first = bound.get(0);
        for (Experiment other : bound) {
            if (!other.replicate().equals(first.replicate())) {
                faults.add(
                        new Fault(
                                first.inputs().get(0).name(),
                                0,
                                0,
                                "variants",
                                "some have a trace and some draw their tasks, so what a replication is must be stated: replicate"));
                return Optional.empty();
            }
        }
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < bound.size(); i++) {
            VariantBinder.Version version = versions.get(i);
            variants.add(
                    new Variant(version.name(), version.changes(), bound.get(i).worlds()));
        }
        Set<InputFile> inputs = new LinkedHashSet<>();
        bound.forEach(each -> inputs.addAll(each.inputs()));
        return Optional.of(new Experiment(
                first.name(),
                first.description(),
                variants,
                first.strategies(),
                first.replicate(),
                first.objective(),
                first.seed(),
                first.options(),
                assumptions(Experiment::assumptions),
                List.copyOf(inputs),
                first.overrides(),
                need()));
    }

    /** Returns sentences; those that do not hold for all variants begin with the names of theirs. */
    private List<String> assumptions(Function<Experiment, List<String>> of) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (int i = 0; i < bound.size(); i++) {
            for (String sentence : new LinkedHashSet<>(of.apply(bound.get(i)))) {
                said.computeIfAbsent(sentence, each -> new ArrayList<>())
                        .add(versions.get(i).name());
            }
        }
        List<String> sentences = new ArrayList<>();
        said.forEach((sentence, names) -> sentences.add(
                names.size() == bound.size() ? sentence : "Under " + String.join(", ", names) + ": " + sentence));
        return sentences;
    }

    /** Returns the search over a range that holds that of every variant. */
    private Optional<NeedSearch> need() {
        return bound.stream()
                .flatMap(each -> each.need().stream())
                .reduce((one, other) ->
                        new NeedSearch(Math.min(one.min(), other.min()), Math.max(one.max(), other.max())));
    }
}
