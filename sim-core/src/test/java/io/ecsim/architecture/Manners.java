package io.ecsim.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the classes of a room may not do, whomever they use. */
final class Manners {

    private static final Set<String> INEXACT_MATHS = new TreeSet<>(List.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot"));

    private static final Set<String> MUTABLE_TYPES = new TreeSet<>(List.of(
            "java.util.Random",
            "java.util.ArrayList",
            "java.util.ArrayDeque",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.BitSet",
            "java.lang.StringBuilder",
            "java.lang.ThreadLocal"));

    private static final Set<String> HASHED_TYPES = new TreeSet<>(List.of(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.concurrent.ConcurrentHashMap"));

    /** Waits for other processes, each with a time limit; what it measures enters no run but from a record. */
    private static final String OUTSIDE_PROCESSES = "io.ecsim.schedulers.external..";

    private Manners() {}

    /** Returns the manners that a room keeps in its main classes. */
    static List<ArchRule> of(Room room) {
        List<ArchRule> rules = new ArrayList<>(List.of(noAmbientRandomness(), noMutableStatics(), plainNames()));
        if (!room.speaks()) {
            rules.add(silence());
            rules.add(noMain());
            rules.add(noWallClock());
        }
        if (room != Room.EXPERIMENTS && room != Room.SPARK && !room.speaks()) {
            rules.add(noThreads());
        }
        if (room.simulates()) {
            rules.add(noHashOrder());
            rules.add(exactMaths());
        }
        if (room == Room.SIM_CORE) {
            rules.add(leanCore());
        }
        return rules;
    }

    static ArchRule noAmbientRandomness() {
        return noClasses()
                .should()
                .accessTargetWhere(call(
                        "unseeded randomness",
                        (owner, name, arity) -> owner.equals("java.lang.Math") && name.equals("random")
                                || owner.equals("java.util.Random") && name.equals("<init>") && arity == 0
                                || owner.equals("java.util.SplittableRandom") && name.equals("<init>") && arity == 0
                                || owner.equals("java.util.Collections") && name.equals("shuffle") && arity == 1
                                || owner.equals("java.util.UUID") && name.equals("randomUUID")
                                || owner.equals("java.util.random.RandomGenerator") && name.equals("getDefault")
                                || owner.equals("java.util.concurrent.ThreadLocalRandom")
                                || owner.equals("java.security.SecureRandom")
                                || owner.endsWith(".rng.simple.RandomSource") && name.equals("create") && arity == 0))
                .because("a run is repeated from its seed, and so is a failing test")
                .allowEmptyShould(true);
    }

    static ArchRule noWallClock() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("ExperimentRunner")
                .and()
                .resideOutsideOfPackage(OUTSIDE_PROCESSES)
                .should()
                .accessTargetWhere(call(
                        "the wall clock",
                        (owner, name, arity) -> owner.equals("java.lang.System")
                                        && (name.equals("nanoTime") || name.equals("currentTimeMillis"))
                                || owner.startsWith("java.time.") && name.equals("now")
                                || owner.equals("java.time.Clock") && name.startsWith("system")
                                || owner.equals("java.util.Date") && name.equals("<init>") && arity == 0))
                .because("only the ExperimentRunner measures how long a run took")
                .allowEmptyShould(true);
    }

    static ArchRule silence() {
        return noClasses()
                .should()
                .accessTargetWhere(call(
                        "the console or the end of the process",
                        (owner, name, arity) -> owner.equals("java.lang.System")
                                        && Set.of("out", "err", "in", "exit").contains(name)
                                || owner.equals("java.lang.Runtime") && (name.equals("exit") || name.equals("halt"))
                                || name.equals("printStackTrace") && arity == 0))
                .because("only cli prints and exits")
                .allowEmptyShould(true);
    }

    static ArchRule noMain() {
        return methods()
                .that()
                .areStatic()
                .and()
                .arePublic()
                .should()
                .notHaveName("main")
                .because("only cli and benchmarks are started")
                .allowEmptyShould(true);
    }

    static ArchRule noMutableStatics() {
        return fields().that()
                .areStatic()
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(describe("a type that changes", Manners::changes))
                .andShould(ClosedArrays.NOT_HAND_OUT_ARRAYS)
                .because("two runs in one process must not see each other")
                .allowEmptyShould(true);
    }

    static ArchRule noHashOrder() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        describe("hash-ordered collections", type -> HASHED_TYPES.contains(type.getName())))
                .orShould()
                .accessTargetWhere(call(
                        "collections whose order differs from one process to the next",
                        (owner, name, arity) -> owner.equals("java.util.Map")
                                        && (name.equals("copyOf")
                                                || name.equals("ofEntries")
                                                || name.equals("of") && arity > 2)
                                || owner.equals("java.util.Set")
                                        && (name.equals("copyOf") || name.equals("of") && arity > 1)
                                || owner.equals("java.util.stream.Collectors")
                                        && (name.endsWith("Set")
                                                || name.equals("toUnmodifiableMap")
                                                || name.equals("toMap") && arity < 4
                                                || name.startsWith("grouping") && arity < 3)))
                .because(
                        "their order is no part of the scenario: use arrays, List, TreeMap or an unmodifiable LinkedHashMap")
                .allowEmptyShould(true);
    }

    static ArchRule exactMaths() {
        return noClasses()
                .should()
                .accessTargetWhere(call(
                        "Math where it may differ between machines",
                        (owner, name, arity) -> owner.equals("java.lang.Math") && INEXACT_MATHS.contains(name)))
                .because("StrictMath gives the same bits everywhere")
                .allowEmptyShould(true);
    }

    static ArchRule noThreads() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(OUTSIDE_PROCESSES)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..")
                        .or(describe("threads", type -> type.getName().equals("java.lang.Thread"))))
                .orShould()
                .accessTargetWhere(
                        call("parallel streams", (owner, name, arity) -> name.equals("parallelStream") && arity == 0))
                .because("a run has one thread; experiments runs many of them side by side")
                .allowEmptyShould(true);
    }

    static ArchRule leanCore() {
        return noClasses()
                .that()
                .resideInAnyPackage("io.ecsim.engine..", "io.ecsim.cluster..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Optional")
                .because("a missing row is a sentinel there, without allocation")
                .allowEmptyShould(true);
    }

    static ArchRule plainNames() {
        return noClasses()
                .that(not(describe("nested", JavaClass::isNestedClass)))
                .should()
                .haveNameMatching(".*\\.([A-Za-z0-9]*(Utils?|Helpers?|Manager|Impl)|(Base|Common)[A-Z][A-Za-z0-9]*)")
                .because("such a name hides what is inside")
                .allowEmptyShould(true);
    }

    private static boolean changes(JavaClass type) {
        return MUTABLE_TYPES.contains(type.getName()) || type.getName().startsWith("java.util.concurrent.atomic.");
    }

    /** Says whether a static field is an array that others can reach and write to. */
    static boolean handsOutArray(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && field.getRawType().isArray()
                && !field.getModifiers().contains(JavaModifier.PRIVATE)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    /** What is called or read: the class that declares it, its name, its number of parameters (-1 for a field). */
    private interface Target {
        boolean is(String owner, String name, int arity);
    }

    private static DescribedPredicate<JavaAccess<?>> call(String description, Target target) {
        return describe(
                description,
                access -> target.is(
                        access.getTargetOwner().getName(),
                        access.getName(),
                        access.getTarget() instanceof CodeUnitAccessTarget code
                                ? code.getRawParameterTypes().size()
                                : -1));
    }
}
