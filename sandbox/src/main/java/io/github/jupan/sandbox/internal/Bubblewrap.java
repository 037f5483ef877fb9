package io.github.jupan.sandbox.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// [bubblewrap](https://github.com/containers/bubblewrap): new namespaces for a process, and of the file system only
/// what the JVM names on its command line, read-only.
final class Bubblewrap {

    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/bwrap"), Path.of("/usr/local/bin/bwrap"));

    /// Where the dynamic linker looks.
    private static final List<String> LIBRARIES =
            List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache");

    /// Without a source of randomness the JVM makes its own, which takes eight seconds.
    private static final List<String> DEVICES = List.of("/dev/null", "/dev/random", "/dev/urandom");

    private static final String EMPTY = "/empty";
    private static final long PROBE_SECONDS = 5;

    private Bubblewrap() {}

    static Optional<Path> find() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    /// @param java a JVM's command; what its options name is visible to it, nothing else
    static List<String> around(List<String> java) {
        List<String> command = new ArrayList<>(List.of(
                find().orElseThrow().toString(),
                "--unshare-all",
                "--die-with-parent",
                "--new-session",
                "--as-pid-1",
                "--cap-drop",
                "ALL",
                "--proc",
                "/proc"));
        for (String device : DEVICES) {
            command.addAll(List.of("--dev-bind", device, device));
        }
        LIBRARIES.forEach(library -> command.addAll(List.of("--ro-bind-try", library, library)));
        for (Path path : reads(java)) {
            command.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
        }
        command.addAll(List.of("--dir", EMPTY, "--chdir", EMPTY, "--remount-ro", "/"));
        command.addAll(java);
        return command;
    }

    /// Has a JVM loaded in the namespaces that a worker gets, and ended at once; takes some milliseconds.
    ///
    /// @return why it does not work; empty when it does
    static String refusal() {
        List<String> java =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xinternalversion");
        try {
            ProcessBuilder builder = new ProcessBuilder(around(java)).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.clear();
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "it did not answer";
            }
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? "" : words.lines().findFirst().orElse("exit code " + process.exitValue());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it was interrupted";
        }
    }

    private static Set<Path> reads(List<String> java) {
        Path home = Path.of(System.getProperty("java.home"));
        Set<Path> paths = new LinkedHashSet<>();
        paths.add(home);
        // Debian's own JDK keeps its configuration under /etc.
        realPath(home.resolve("conf/security/java.security"))
                .map(Path::getParent)
                .ifPresent(paths::add);
        for (int i = 0; i < java.size(); i++) {
            String option = java.get(i);
            if (option.equals("-cp")) {
                for (String entry : java.get(i + 1).split(System.getProperty("path.separator"))) {
                    paths.add(Path.of(entry));
                }
            }
            for (String names : List.of(StandardLibrary.OPTION, "-XX:AOTCache=", "-XX:SharedArchiveFile=")) {
                if (option.startsWith(names)) {
                    paths.add(Path.of(option.substring(names.length())));
                }
            }
        }
        return paths;
    }

    private static Optional<Path> realPath(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
