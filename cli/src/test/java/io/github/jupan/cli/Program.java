package io.github.jupan.cli;

import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Packages;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Runs the program inside the test: its arguments, its input and its environment are given, its output is kept.
public final class Program {

    private final Map<String, String> environment =
            new HashMap<>(Map.of("TERM", "xterm", "HOME", "/nonexistent", "XDG_STATE_HOME", newFolder()));
    private InputStream in = InputStream.nullInputStream();
    private Set<StandardStream> terminals = Set.of();

    /// What a run of the program left behind.
    public record Result(int exit, String out, String err) {

        public List<String> outLines() {
            return out.lines().toList();
        }
    }

    /// Made by the program, when it needs it.
    private static String newFolder() {
        return Path.of("target/state", UUID.randomUUID().toString())
                .toAbsolutePath()
                .toString();
    }

    public Program in(String text) {
        return in(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    public Program in(InputStream stream) {
        in = stream;
        return this;
    }

    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Program terminals(StandardStream... streams) {
        terminals = Set.of(streams);
        return this;
    }

    public Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(args, surroundings(out, err));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public Surroundings surroundings(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Surroundings(
                in,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminals,
                packages -> packages.equals(Packages.NONE) ? new Kept() : new WorkerSandbox(packages));
    }

    /// All tests share the workers: starting one takes seconds.
    private static final class Kept implements Sandbox {

        private static final Sandbox WORKERS = new PatientSandbox();

        @Override
        public Interpreter open(Limits limits) {
            return WORKERS.open(limits);
        }

        @Override
        public void close() {}
    }
}
