package io.github.jupan.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/// Clients that are written in Python, run by the interpreter that `JUPAN_TEST_CLIENTS_PYTHON` names, which has `mcp`
/// 2.3.0 and `agent-client-protocol` 0.12.1. Without it the tests are skipped.
public final class PythonClients {

    private PythonClients() {}

    /// What a script that lies beside a class prints.
    public static String run(Class<?> test, String script, List<String> arguments) throws IOException {
        String python = System.getenv("JUPAN_TEST_CLIENTS_PYTHON");
        Assumptions.assumeTrue(python != null, "JUPAN_TEST_CLIENTS_PYTHON names no Python with mcp and the other");
        Path copy = Files.createTempFile("client", ".py");
        Path err = Files.createTempFile("client", ".err");
        try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(script))) {
            Files.write(copy, in.readAllBytes());
            List<String> command = new ArrayList<>(List.of(python, copy.toString()));
            command.addAll(arguments);
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(Files.readString(err)).isZero();
            return out.strip();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            Files.delete(copy);
            Files.delete(err);
        }
    }

    /// The command of a program on this JVM's class path.
    public static List<String> java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }
}
