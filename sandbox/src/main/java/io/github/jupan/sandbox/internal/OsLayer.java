package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the operating system keeps from a worker, whatever runs in it: a shell gives up rights, then bubblewrap,
/// where it works, hides the machine. Neither needs a daemon or root.
public final class OsLayer {

    private static final Path SHELL = Path.of("/bin/sh");

    /// Ctrl-C at a terminal goes to every process there, but it is the host's to answer. Class path, libraries and
    /// the standard library take about 30 descriptors.
    private static final String GIVE_UP = "trap '' INT QUIT; ulimit -c 0; ulimit -n 128; ulimit -f 0; ";

    private OsLayer() {}

    /// The strongest isolation that this machine can give; found out once.
    public static Isolation strongest() {
        return Probe.STRONGEST;
    }

    /// How to get more, in a line; empty when there is no more.
    public static Optional<String> advice() {
        return switch (strongest()) {
            case NAMESPACES -> Optional.empty();
            case RESOURCE_LIMITS ->
                Optional.of(
                        Bubblewrap.find().isPresent()
                                ? "bubblewrap is here but may not make namespaces (" + Probe.REFUSAL
                                        + "); a container must allow user namespaces"
                                : "install bubblewrap (Debian, Ubuntu: apt install bubblewrap)");
            case PROCESS, INTERPRETER -> Optional.of("it needs Linux with /bin/sh and bubblewrap");
        };
    }

    /// The command that starts a worker at this isolation.
    ///
    /// @param java the command of the worker's JVM
    static List<String> command(Isolation isolation, List<String> java) throws IOException {
        return switch (isolation) {
            case NAMESPACES -> throughShell(java, Bubblewrap.around(java));
            case RESOURCE_LIMITS -> throughShell(java, java);
            case PROCESS, INTERPRETER -> java;
        };
    }

    private static List<String> throughShell(List<String> java, List<String> worker) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(SHELL.toString(), "-c", StandardLibrary.unpacking(java) + GIVE_UP + "exec \"$@\"", "worker"));
        command.addAll(worker);
        return command;
    }

    private static final class Probe {
        static final String REFUSAL = Bubblewrap.find().isPresent() ? Bubblewrap.refusal() : "";
        static final Isolation STRONGEST = find();

        private static Isolation find() {
            if (!Files.isExecutable(SHELL)) {
                return Isolation.PROCESS;
            }
            return Bubblewrap.find().isPresent() && REFUSAL.isEmpty()
                    ? Isolation.NAMESPACES
                    : Isolation.RESOURCE_LIMITS;
        }
    }
}
