package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A program that has this module on its class path and forgot GraalPy.
public class MissingGraalPyTest {

    @Test
    void everyTryIsToldWhatToAdd() throws Exception {
        String classPath = place(WorkerSandbox.class) + System.getProperty("path.separator") + place(Tries.class);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Tries.class.getName()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines().toList())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(SandboxException.class.getName())
                        .endsWith("add org.graalvm.polyglot:polyglot and org.graalvm.polyglot:python"));
    }

    private static Path place(Class<?> of) throws Exception {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /// The program.
    public static final class Tries {

        private Tries() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try (Sandbox sandbox = new WorkerSandbox()) {
                    sandbox.open(Limits.DEFAULT);
                } catch (Throwable e) {
                    System.out.println(e);
                }
            }
        }
    }
}
