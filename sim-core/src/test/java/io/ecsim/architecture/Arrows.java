package io.ecsim.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who may use whom: the arrows of docs/architecture.md. */
final class Arrows {

    private Arrows() {}

    /** Returns the arrows that start in a room. */
    static List<ArchRule> of(Room room) {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(
                slices().matching(Room.ROOT + "(**)").should().beFreeOfCycles().allowEmptyShould(true));
        switch (room) {
            case SIM_CORE -> rules.addAll(insideSimCore());
            case SCHEDULERS -> {
                rules.add(only("schedulers", "placement", "cluster", "model", "random", "naming"));
                rules.add(noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("io\\.ecsim\\.cluster\\.(ClusterState|.*Table)")
                        .because("strategies see the cluster through read-only views")
                        .allowEmptyShould(true));
            }
            case WORKLOADS -> {
                rules.add(only(
                        "workloads",
                        "workload",
                        "model",
                        "billing",
                        "random",
                        "faults",
                        "images",
                        "agent",
                        "services",
                        "schedules",
                        "autoscaling",
                        "capacity",
                        "fargate",
                        "cloudwatch",
                        "traffic",
                        "servicescaling",
                        "controlplane",
                        "naming"));
                rules.add(noClasses()
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        below("billing"),
                                        below("images"),
                                        below("agent"),
                                        below("services"),
                                        below("schedules"),
                                        below("autoscaling"),
                                        below("capacity"),
                                        below("fargate"),
                                        below("cloudwatch"),
                                        below("traffic"),
                                        below("servicescaling"),
                                        below("controlplane"))
                                .and(not(value()))
                                .as("behaviour of controlplane"))
                        .because("scenario documents become the values of a world and run nothing")
                        .allowEmptyShould(true));
            }
            case REPORTS -> rules.add(only("reports"));
            case EXPERIMENTS -> rules.add(never("cli", "benchmarks", "spark"));
            case SPARK -> rules.add(never("cli", "benchmarks"));
            case CLI -> rules.add(never("benchmarks", "spark"));
            case BENCHMARKS -> rules.add(never("cli"));
        }
        return rules;
    }

    private static List<ArchRule> insideSimCore() {
        return List.of(
                only("engine"),
                only("random"),
                only("naming"),
                only("model", "random", "naming"),
                only("workload", "model", "random"),
                only("cluster", "model"),
                only("placement", "cluster", "model", "random"),
                only("billing", "model"),
                only("observe", "billing", "placement", "cluster", "model"),
                only("faults", "observe", "cluster", "model", "engine", "random"),
                only("images", "observe", "model", "engine", "random"),
                only("agent", "images", "cluster", "model", "engine", "random"),
                only("services", "observe", "placement", "cluster", "model", "engine", "random"),
                only("schedules", "engine", "random"),
                only("cloudwatch", "engine"),
                only("autoscaling", "billing", "faults", "observe", "cluster", "model", "engine", "random"),
                only(
                        "capacity",
                        "autoscaling",
                        "cloudwatch",
                        "billing",
                        "observe",
                        "placement",
                        "cluster",
                        "model",
                        "engine",
                        "random"),
                only("fargate", "agent", "faults", "model", "engine", "random"),
                only("traffic", "billing", "faults", "observe", "cluster", "model", "engine", "random"),
                only("servicescaling", "cloudwatch", "schedules", "observe", "model", "engine", "random"),
                only(
                        "controlplane",
                        "services",
                        "servicescaling",
                        "traffic",
                        "capacity",
                        "autoscaling",
                        "cloudwatch",
                        "fargate",
                        "schedules",
                        "agent",
                        "images",
                        "faults",
                        "billing",
                        "observe",
                        "placement",
                        "cluster",
                        "workload",
                        "model",
                        "engine",
                        "random"),
                noClasses()
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "java.awt..",
                                        "java.io..",
                                        "java.net..",
                                        "java.nio.file..",
                                        "java.nio.channels..",
                                        "java.sql..",
                                        "java.util.logging..",
                                        "javax..")
                                .and(not(describe(
                                        "IOException",
                                        type -> type.getSimpleName().endsWith("IOException"))))
                                .and(not(describe(
                                        "Serializable",
                                        type -> type.getSimpleName().equals("Serializable")))))
                        .because("sim-core does no input or output, draws nothing and logs nothing")
                        .allowEmptyShould(true),
                classes()
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "javax..",
                                "io.ecsim..",
                                "org.jspecify..",
                                "org.HdrHistogram..",
                                "it.unimi.dsi.fastutil.."))
                        .because("the libraries of sim-core are listed in its POM and have no dependencies themselves")
                        .allowEmptyShould(true),
                classes()
                        .that()
                        .resideInAPackage("io.ecsim.model")
                        .and()
                        .areTopLevelClasses()
                        .and(not(describe(
                                "package-info", type -> type.getSimpleName().equals("package-info"))))
                        .should(ValueCondition.BE_A_VALUE)
                        .because("the model is immutable")
                        .allowEmptyShould(true));
    }

    /** The classes of a package may use, of ours, only these packages (and their own). */
    private static ArchRule only(String from, String... targets) {
        String[] allowed = Stream.concat(Stream.of(from), Stream.of(targets))
                .map(Arrows::below)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(below(from))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.ecsim..").and(not(resideInAnyPackage(allowed))))
                .as(from + " uses of ours only " + (targets.length == 0 ? "itself" : String.join(", ", targets)))
                .allowEmptyShould(true);
    }

    private static ArchRule never(String... targets) {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(Stream.of(targets).map(Arrows::below).toArray(String[]::new)))
                .allowEmptyShould(true);
    }

    private static String below(String name) {
        return Room.ROOT + name + "..";
    }

    /** A record, an enum, an interface or an exception, or something nested in one. */
    static DescribedPredicate<JavaClass> value() {
        return describe(
                "values",
                type -> type.isRecord()
                        || type.isEnum()
                        || type.isInterface()
                        || type.isAssignableTo(Enum.class)
                        || type.isAssignableTo(RuntimeException.class)
                        || type.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
