package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every program of docs/java.md compiles, and prints what stands below it.
class JavaPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(java|text)\n(.*?)^```$");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<artifactId>(jupan-\\w+)</artifactId>\\s*<version>(.*?)<");
    private static final String END = "--- end of a program ---\n";

    @TempDir
    Path folder;

    @Test
    void everyProgramCompilesAndPrintsWhatThePageSays() throws Exception {
        List<MatchResult> blocks = BLOCK.matcher(page("docs/java.md")).results().toList();
        List<Path> sources = new ArrayList<>();
        Map<String, String> printed = new LinkedHashMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).group(1).equals("java")) {
                String name = "Example" + (sources.size() + 1);
                sources.add(Files.writeString(
                        folder.resolve(name + ".java"), blocks.get(i).group(2)));
                if (i + 1 < blocks.size() && blocks.get(i + 1).group(1).equals("text")) {
                    printed.put(name, blocks.get(i + 1).group(2));
                }
            }
        }
        assertThat(complaints(sources)).isEmpty();
        assertThat(sources).hasSizeGreaterThan(15);
        assertThat(printed).hasSizeGreaterThan(12);
        assertThat(outputs(printed.keySet().stream())).isEqualTo(printed);
    }

    private String complaints(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-proc:none", "-d", folder.toString());
            compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return complaints.toString();
    }

    /// What each prints, by its name.
    private Map<String, String> outputs(Stream<String> names) throws Exception {
        List<String> programs = names.toList();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--class-path",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                Programs.class.getName()));
        command.addAll(programs);
        Path errors = folder.resolve("errors");
        Process java =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String[] outputs = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(END, -1);
        assertThat(java.waitFor()).as(Files.readString(errors)).isZero();
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < programs.size(); i++) {
            all.put(programs.get(i), outputs[i]);
        }
        return all;
    }

    /// Runs programs one after the other, in a JVM that nothing else prints in.
    static final class Programs {

        private Programs() {}

        public static void main(String[] names) throws Exception {
            for (String name : names) {
                Class<?> type = Class.forName(name);
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                Method program = type.getDeclaredMethod("main");
                program.setAccessible(true);
                program.invoke(constructor.newInstance());
                IO.print(END);
            }
            System.exit(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/java.md"})
    void theDependencyIsWhatThisCheckoutInstalls(String page) throws IOException {
        Matcher version = Pattern.compile("<artifactId>jupan</artifactId>\\s*<version>(.*?)<")
                .matcher(page("pom.xml"));
        assertThat(version.find()).isTrue();
        List<MatchResult> shown = DEPENDENCY.matcher(page(page)).results().toList();
        assertThat(shown).isNotEmpty().allSatisfy(each -> {
            assertThat(each.group(2)).isEqualTo(version.group(1));
            assertThat(page(each.group(1).substring("jupan-".length()) + "/pom.xml"))
                    .contains("<artifactId>" + each.group(1) + "</artifactId>");
        });
    }

    private static String page(String name) throws IOException {
        return Files.readString(Checkout.root().resolve(name));
    }
}
