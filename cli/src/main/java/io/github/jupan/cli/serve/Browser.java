package io.github.jupan.cli.serve;

import io.github.jupan.cli.terminal.Surroundings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens an address in the user's browser, with the program that the system has for that.
record Browser(List<String> command) {

    /// Windows itself names this library's function for it.
    private static final List<String> WINDOWS = List.of("rundll32", "url.dll,FileProtocolHandler");

    /// What opens addresses on a Unix with a screen, and on Windows' Linux.
    private static final List<String> LINUX = List.of("xdg-open", "wslview");

    /// The one of this system; empty where nothing can be shown, as over SSH.
    ///
    /// @param system as `os.name` has it
    static Optional<Browser> of(String system, Surroundings surroundings) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return Optional.of(new Browser(WINDOWS));
        }
        if (name.startsWith("mac")) {
            return find("open", surroundings);
        }
        boolean screen = Stream.of("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
                .anyMatch(variable -> surroundings.variable(variable) != null);
        return screen
                ? LINUX.stream()
                        .flatMap(each -> find(each, surroundings).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Browser> find(String program, Surroundings surroundings) {
        String path = surroundings.variable("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(found -> new Browser(List.of(found.toString())));
    }

    /// Starts it and does not wait: some run for as long as the browser does.
    ///
    /// @param failed what to do when it fails
    void open(String address, Runnable failed) {
        List<String> all = new ArrayList<>(command);
        all.add(address);
        try {
            Process process = new ProcessBuilder(all)
                    .redirectInput(ProcessBuilder.Redirect.from(new File(devNull())))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var _ = process.onExit().thenAccept(ended -> {
                if (ended.exitValue() != 0) {
                    failed.run();
                }
            });
        } catch (IOException notStarted) {
            failed.run();
        }
    }

    private static String devNull() {
        return File.separatorChar == '\\' ? "NUL" : "/dev/null";
    }
}
