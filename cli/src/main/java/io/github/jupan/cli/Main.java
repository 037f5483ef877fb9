package io.github.jupan.cli;

import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.WatchedOutput;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where the program begins.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Whatever the locale says: an answer in Korean must not arrive as question marks.
        WatchedOutput watched = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(watched, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Surroundings surroundings =
                new Surroundings(System.in, out, err, System.getenv(), StandardStream.terminals(), WorkerSandbox::new);
        // What a library logs there.
        System.setErr(surroundings.err());
        System.setOut(surroundings.err());
        int exit = run(args, surroundings);
        out.flush();
        Optional<String> failure = watched.failure();
        failure.ifPresent(why -> surroundings.err().println("jupan: standard output cannot be written: " + why));
        err.flush();
        System.exit(failure.isPresent() ? ExitCode.NOT_WRITTEN.number() : exit);
    }

    /// Runs a command line within the given surroundings, and never ends the process.
    ///
    /// @return the exit code, as documented in `docs/command-line.md`
    public static int run(String[] args, Surroundings surroundings) {
        int exit = new CommandLines(surroundings).run(args);
        boolean broken = surroundings.out().checkError();
        return broken ? ExitCode.READER_GONE.number() : exit;
    }
}
