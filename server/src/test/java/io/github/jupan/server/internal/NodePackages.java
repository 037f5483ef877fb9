package io.github.jupan.server.internal;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Packages from npm in a folder of their own under `target`, installed once. Without Node or npm's registry the test
/// is skipped, with a line that says so.
public record NodePackages(Path folder) {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    public static NodePackages of(String name, String... packages) {
        Path folder = TARGET.resolve("npm-" + name);
        try {
            if (!Files.exists(folder.resolve("complete"))) {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
                List<String> install = new ArrayList<>(
                        List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0"));
                install.addAll(List.of(packages));
                Output output = run(folder, install);
                if (output.exit() != 0) {
                    throw skipped("npm cannot install: "
                            + output.err().lines().findFirst().orElse(""));
                }
                Files.writeString(folder.resolve("complete"), "");
            }
            return new NodePackages(folder);
        } catch (IOException noNode) {
            throw skipped(String.valueOf(noNode.getMessage()));
        }
    }

    private static RuntimeException skipped(String why) {
        System.out.println("skipped, a test with Node: " + why);
        return abort(why);
    }

    /// Runs a script that lies beside a class.
    public Output runScript(Class<?> test, String script, String... arguments) throws IOException {
        Path copy = folder.resolve(script);
        try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(script))) {
            Files.write(copy, in.readAllBytes());
        }
        return run(copy, arguments);
    }

    /// With the Node that is one of the packages, where there is one.
    public Output run(Path script, String... arguments) throws IOException {
        Path own = folder.resolve("node_modules/node/bin/node");
        List<String> command = new ArrayList<>(List.of(Files.exists(own) ? own.toString() : "node", script.toString()));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    private static Output run(Path folder, List<String> command) throws IOException {
        Path err = Files.createTempFile("node", ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), out, Files.readString(err));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            process.destroyForcibly();
            Files.delete(err);
        }
    }

    public record Output(int exit, String out, String err) {}
}
