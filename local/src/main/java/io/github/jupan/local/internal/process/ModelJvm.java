package io.github.jupan.local.internal.process;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.ModelParameters;
import io.github.jupan.local.LocalModelException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a model's process is started.
final class ModelJvm {

    private static final Path SHELL = Path.of("/bin/sh");

    /// All else stays out: llama.cpp takes any of its options from the environment, and keys are not its
    /// business.
    private static final List<String> KEPT =
            List.of("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR");

    private ModelJvm() {}

    /// @throws IOException when the folder for the native library cannot be made
    static ProcessBuilder builder() throws IOException {
        Path natives = Files.createDirectories(cacheFolder().resolve("llama"));
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            // Ctrl-C at a terminal goes to every process there, but it is the host's to answer.
            command.addAll(
                    List.of(SHELL.toString(), "-c", "trap '' INT QUIT; ulimit -c 0; exec \"$@\"", "jupan-model"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Standard output is the protocol's, and a fault's report goes to the host, not into a file.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                ModelMain.class.getName(),
                natives.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(natives.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("LC_ALL", "C.UTF-8");
        return builder;
    }

    private static String classPath() {
        return Stream.of(
                        ModelMain.class,
                        ModelParameters.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonTypeInfo.class)
                .map(ModelJvm::jar)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation().getProtocol().equals("file")) {
                return Path.of(source.getLocation().toURI()).toString();
            }
        } catch (URISyntaxException e) {
            // As for a jar within a jar.
        }
        throw new LocalModelException("the jar of " + type.getName()
                + " is no file of its own, and a model's process must be started with it; unpack the application");
    }

    /// Where files go that can be made again, as for the sandbox: `$XDG_CACHE_HOME/jupan`, else
    /// `$HOME/.cache/jupan`.
    private static Path cacheFolder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        String home = System.getenv("HOME");
        Path base = xdg == null || xdg.isBlank() || !Path.of(xdg).isAbsolute()
                ? Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home, ".cache")
                : Path.of(xdg);
        return base.resolve("jupan");
    }
}
