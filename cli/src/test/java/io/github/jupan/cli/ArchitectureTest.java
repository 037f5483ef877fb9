package io.github.jupan.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
    private static final String ROOT = "io.github.jupan";

    /// Which modules a module may use, through however many arrows.
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("prompts", Set.of()),
            Map.entry("sandbox", Set.of()),
            Map.entry("testkit", Set.of()),
            Map.entry("models", Set.of()),
            Map.entry("packages", Set.of()),
            Map.entry("local", Set.of("packages")),
            Map.entry("tools", Set.of("prompts", "sandbox")),
            Map.entry("agent", Set.of("prompts", "tools", "sandbox")),
            Map.entry("server", Set.of("agent", "prompts", "tools", "sandbox")),
            Map.entry("postgres", Set.of("server", "agent", "prompts", "tools", "sandbox")),
            Map.entry("practice", Set.of("agent", "prompts", "tools", "sandbox")),
            Map.entry("temporal", Set.of("server", "practice", "agent", "prompts", "tools", "sandbox")),
            Map.entry(
                    "cli",
                    Set.of(
                            "server",
                            "practice",
                            "temporal",
                            "agent",
                            "models",
                            "local",
                            "packages",
                            "prompts",
                            "tools",
                            "sandbox")));

    /// Uses everything, and nothing uses it: of what these tests see only its files are part.
    private static final String BENCH = "bench";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void seesTheClassOfEverySource() throws IOException {
        var expected = new TreeSet<String>();
        for (var module : modules().toList()) {
            var sources = Checkout.root().resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(file -> sources.relativize(file).toString())
                        .map(file -> file.replace(".java", "").replace('/', '.'))
                        .forEach(expected::add);
            }
        }
        var seen = CLASSES.stream().map(JavaClass::getFullName).collect(Collectors.toSet());
        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(seen).containsAll(expected);
    }

    @Test
    void everyModuleHasItsArrows() {
        assertThat(MAY_USE.keySet()).containsAll(modules().toList());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void usesOnlyWhatItMay(String module) {
        var allowed = Stream.concat(Stream.of(module), MAY_USE.getOrDefault(module, Set.of()).stream())
                .map(ArchitectureTest::packagesOf)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(packagesOf(module))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void keepsItsInternalPackagesToItself(String module) {
        noClasses()
                .that(resideOutsideOfPackage(packagesOf(module)))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "." + module + "..internal.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void doesNotDependOnTheBench(String module) {
        assertThat(Checkout.root().resolve(module).resolve("pom.xml"))
                .content()
                .doesNotContain("jupan-" + BENCH)
                .doesNotContain("org.openjdk.jmh");
    }

    @Test
    void hasNoCycleOfModules() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /// The rooms of the command line stand on floors, and none knows who puts them together.
    @Test
    void hasNoCircleOfCommandLineRooms() {
        slices().matching(ROOT + ".cli.(*)").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that(resideInAPackage(ROOT + ".cli.*.."))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".cli"))
                .check(CLASSES);
    }

    /// Of files that import each other; within a package nothing is imported.
    @Test
    void hasNoCircleOfFiles() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .filter(target -> !target.getPackageName().equals(type.getPackageName()))
                    .forEach(target -> imports.computeIfAbsent(file(type), _ -> new TreeSet<>())
                            .add(file(target)));
        }
        assertThat(imports).hasSizeGreaterThan(200);
        Set<String> done = new HashSet<>();
        imports.keySet().forEach(file -> follow(file, imports, new LinkedHashSet<>(), done));
    }

    private static void follow(String file, Map<String, Set<String>> imports, Set<String> way, Set<String> done) {
        assertThat(way).as("a circle of files").doesNotContain(file);
        if (done.contains(file)) {
            return;
        }
        way.add(file);
        imports.getOrDefault(file, Set.of()).forEach(next -> follow(next, imports, way, done));
        way.remove(file);
        done.add(file);
    }

    private static String file(JavaClass type) {
        return type.getPackageName() + "."
                + type.getSource().flatMap(Source::getFileName).orElse(type.getSimpleName());
    }

    @ParameterizedTest
    @MethodSource({"modules", "bench"})
    void noRoomIsCrowded(String module) throws IOException {
        Path sources = Checkout.root().resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            Map<Path, Long> rooms = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(rooms).allSatisfy((room, count) -> assertThat(count).isLessThanOrEqualTo(24));
        }
    }

    @Test
    void onlyTheSandboxSeesThePolyglotRuntime() {
        noClasses()
                .that(resideOutsideOfPackage(packagesOf("sandbox")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.graalvm..", "com.oracle.truffle.."))
                .check(CLASSES);
    }

    @Test
    void onlyLocalSeesTheBindingOfLlamaCpp() {
        noClasses()
                .that(resideOutsideOfPackage("io.github.jupan.local.internal.process.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("de.kherud.."))
                .check(CLASSES);
    }

    @Test
    void onlyPostgresSeesTheDatabase() {
        noClasses()
                .that(resideOutsideOfPackage(packagesOf("postgres")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.postgresql..", "com.zaxxer..", "org.flywaydb.."))
                .check(CLASSES);
    }

    @Test
    void onlyTemporalSeesItsSdk() {
        noClasses()
                .that(resideOutsideOfPackage(packagesOf("temporal")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.temporal..", "io.grpc..", "com.google.protobuf.."))
                .check(CLASSES);
    }

    /// Its API is there only when a user brings it.
    @Test
    void onlyTheTracingSeesOpenTelemetry() {
        DescribedPredicate<JavaClass> tracing = resideInAPackage("io.github.jupan.agent.telemetry..");
        noClasses()
                .that(not(tracing))
                .should()
                .dependOnClassesThat(tracing.or(resideInAPackage("io.opentelemetry..")))
                .check(CLASSES);
    }

    /// What is written to a terminal goes through `SafeText`, but for these few, which send attributes or move the
    /// cursor.
    @Test
    void littleReachesATerminalAsItIs() {
        noClasses()
                .that(not(simpleNames("Surfaces", "CommandLines", "PullProgress", "ReplayProgress")))
                .should()
                .callMethod("io.github.jupan.cli.terminal.SafeStream", "raw", PrintStream.class.getName())
                .check(CLASSES);
        noClasses()
                .that(not(simpleNames("Main", "ModelMain", "WorkerMain")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
        noClasses()
                .that(resideInAPackage(packagesOf("cli")))
                .and(not(simpleNames(
                        "Main", "Repl", "SafeStream", "Surroundings", "Surface", "AotTraining", "ShellFiles")))
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "makes a stream", call -> call.getTargetOwner().isAssignableTo(PrintStream.class)))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> simpleNames(String... names) {
        return DescribedPredicate.describe(
                "are " + List.of(names), type -> List.of(names).contains(type.getSimpleName()));
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = CLASSES.getPackage(ROOT).getSubpackagesInTree().stream()
                .filter(folder -> !folder.getClasses().isEmpty())
                .filter(folder -> !folder.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked).isEmpty();
    }

    static Stream<String> modules() {
        try (Stream<Path> folders = Files.list(Checkout.root())) {
            return folders
                    .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(module -> !module.equals(BENCH))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String> bench() {
        return Stream.of(BENCH);
    }

    private static String packagesOf(String module) {
        return ROOT + "." + module + "..";
    }
}
