package io.github.jupan.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/// The three streams of a process, and which of them a person is sitting at.
public enum StandardStream {
    IN(0, SystemStream.Input),
    OUT(1, SystemStream.Output),
    ERR(2, SystemStream.Error);

    private static final Path NOTHING = Path.of("/dev/null");

    private final int descriptor;
    private final SystemStream system;

    StandardStream(int descriptor, SystemStream system) {
        this.descriptor = descriptor;
        this.system = system;
    }

    /// The streams of this process that are terminals.
    public static Set<StandardStream> terminals() {
        Set<StandardStream> terminals = EnumSet.noneOf(StandardStream.class);
        for (StandardStream stream : values()) {
            if (stream.isTerminal()) {
                terminals.add(stream);
            }
        }
        return terminals;
    }

    private boolean isTerminal() {
        Optional<Path> target = target();
        if (target.isPresent()) {
            String name = target.get().toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        }
        try {
            return TerminalProvider.load("jni").isSystemStream(system);
        } catch (IOException | LinkageError | RuntimeException unavailable) {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .isPresent();
        }
    }

    /// Whether the stream is `/dev/null`, where the system can say so.
    public static boolean inputIsNothing() {
        return IN.target().filter(NOTHING::equals).isPresent();
    }

    /// Linux says in /proc what a descriptor is, much faster than a native library can be loaded.
    private Optional<Path> target() {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)));
        } catch (IOException | UnsupportedOperationException | SecurityException noProc) {
            return Optional.empty();
        }
    }
}
