package io.github.jupan.bench.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a user would take instead. Each is got and started when it is first asked for; what this machine cannot have
/// is skipped, with the reason.
public final class Rivals implements AutoCloseable {

    public enum Kind {
        LANGCHAIN4J("LangChain4j's engine", "Engine.java"),
        PYTHON_SUBPROCESS("python3 -c", "python3"),
        PYTHON_WARM("python3, warm", "warm.py"),
        PYODIDE("Pyodide, warm", "pyodide.mjs"),
        MONTY("monty, in process", "monty.mjs"),
        JUPAN_MCP("jupan mcp", "mcp.mjs"),
        MCP_RUN_PYTHON("@pydantic/mcp-run-python, Pyodide anew for each call", "mcp.mjs"),
        MCP_CODE_RUNNER("mcp-server-code-runner, python without a sandbox", "mcp.mjs");

        private final String title;

        /// What runs it, in its folder of `bench/rivals`.
        private final String program;

        Kind(String title, String program) {
            this.title = title;
            this.program = program;
        }

        public String title() {
            return title;
        }

        public String program() {
            return program;
        }
    }

    private final Path root;
    private final Map<Kind, Optional<Rival>> started = new EnumMap<>(Kind.class);
    private final Map<Kind, String> missing = new EnumMap<>(Kind.class);

    public Rivals(Path root) {
        this.root = root;
    }

    /// Empty when this machine cannot have it; [#whyMissing] says why.
    public Optional<Rival> get(Kind kind) {
        Optional<Rival> known = started.get(kind);
        if (known != null) {
            return known;
        }
        Optional<Rival> rival;
        try {
            rival = Optional.of(start(kind));
        } catch (IOException e) {
            missing.put(kind, String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
            rival = Optional.empty();
        }
        started.put(kind, rival);
        return rival;
    }

    public String whyMissing(Kind kind) {
        return missing.getOrDefault(kind, "not asked for");
    }

    private Rival start(Kind kind) throws IOException {
        return switch (kind) {
            case LANGCHAIN4J -> langChain4j();
            case PYTHON_SUBPROCESS -> {
                requirePython();
                yield new PythonSubprocess();
            }
            case PYTHON_WARM -> {
                requirePython();
                yield new RivalProcess(List.of("python3", kind.program()), sources("python"));
            }
            case PYODIDE, MONTY -> node(kind.program());
            case JUPAN_MCP ->
                tried(node(kind.program(), "jupan", root.resolve("jupan").toString()));
            case MCP_RUN_PYTHON -> tried(node(kind.program(), "mcp-run-python"));
            case MCP_CODE_RUNNER -> tried(node(kind.program(), "code-runner"));
        };
    }

    /// A server may start, and yet not find what it needs for a call.
    private static Rival tried(Rival server) throws IOException {
        try {
            server.run("1");
            return server;
        } catch (IOException fails) {
            server.close();
            throw fails;
        }
    }

    private static void requirePython() throws IOException {
        Command.run(Path.of("."), "python3", "--version");
    }

    private Rival langChain4j() throws IOException {
        Path jars = target("langchain4j");
        Path done = jars.resolve("complete");
        if (Files.notExists(done)) {
            Command.run(
                    root,
                    root.resolve("mvnw").toString(),
                    "-B",
                    "-ntp",
                    "-q",
                    "-f",
                    sources("langchain4j").resolve("pom.xml").toString(),
                    "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies",
                    "-DoutputDirectory=" + jars);
            Files.createFile(done);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", jars.resolve("*").toString(), Kind.LANGCHAIN4J.program()));
        return new RivalProcess(command, sources("langchain4j"));
    }

    private Rival node(String program, String... arguments) throws IOException {
        Path folder = target("node");
        try (var files = Files.list(sources("node"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Command.run(folder, "node", "--version");
        Command.run(folder, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline");
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(List.of(arguments));
        return new RivalProcess(command, folder);
    }

    private Path sources(String name) {
        return root.resolve("bench/rivals").resolve(name);
    }

    private Path target(String name) throws IOException {
        return Files.createDirectories(root.resolve("bench/target/rivals").resolve(name));
    }

    @Override
    public void close() {
        started.values().forEach(rival -> rival.ifPresent(Rival::close));
    }
}
