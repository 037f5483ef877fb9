package io.github.jupan.cli;

import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Writes what the archives have for shells and for `man`, where both look for it below a folder `share`: completions,
/// and a manual page for each command. The build runs it.
final class ShellFiles {

    private ShellFiles() {}

    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
        System.exit(0);
    }

    static void write(Path share) throws IOException {
        save(share.resolve("bash-completion/completions/jupan"), said("completion", "bash"));
        save(share.resolve("fish/vendor_completions.d/jupan.fish"), said("completion", "fish"));
        save(share.resolve("man/man1/jupan.1"), said("man"));
        Set<String> commands = new CommandLines(surroundings(new ByteArrayOutputStream()))
                .commands()
                .getSubcommands()
                .keySet();
        for (String command : commands) {
            save(share.resolve("man/man1/jupan-" + command + ".1"), said("man", command));
        }
    }

    private static String said(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = Main.run(command, surroundings(out));
        if (exit != 0) {
            throw new IllegalStateException("jupan " + String.join(" ", command) + " ended with " + exit);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Surroundings surroundings(ByteArrayOutputStream out) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Surroundings(
                InputStream.nullInputStream(), print, print, Map.of("TERM", "dumb"), Set.of(), WorkerSandbox::new);
    }

    private static void save(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
