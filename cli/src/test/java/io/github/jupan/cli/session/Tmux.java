package io.github.jupan.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/// A terminal with somebody before it: tmux, in which the program runs as a user starts it.
final class Tmux implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Path folder;

    private Tmux(Path folder) {
        this.folder = folder;
    }

    /// Starts the program; the test is skipped, and says so, without tmux.
    ///
    /// @param folder for what belongs to this terminal
    static Tmux start(Path folder, int columns, int rows, Map<String, String> environment, String... arguments)
            throws Exception {
        Assumptions.assumeTrue(isThere(), "tmux is not there: apt-get install tmux");
        Files.createDirectories(folder);
        // A command line may be shorter than a class path.
        Path options = Files.writeString(
                folder.resolve("options"),
                "-XX:TieredStopAtLevel=1 -Xmx512m\n--enable-native-access=ALL-UNNAMED\n"
                        + "--sun-misc-unsafe-memory-access=allow\n-cp\n\""
                        + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"\n");
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        environment.forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(quoted(value))
                .append('\n'));
        script.append(quoted(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()))
                .append(" @")
                .append(quoted(options.toString()))
                .append(" io.github.jupan.cli.Main");
        for (String argument : arguments) {
            script.append(' ').append(quoted(argument));
        }
        script.append("\necho \"ended with $?\"\nexec sleep 3600\n");
        Path start = Files.writeString(folder.resolve("start"), script.toString());
        Tmux tmux = new Tmux(folder);
        tmux.say(
                "new-session",
                "-d",
                "-x",
                "" + columns,
                "-y",
                "" + rows,
                "/bin/sh " + quoted(start.toString()),
                ";",
                "set-option",
                "-g",
                "set-clipboard",
                "on",
                ";",
                "set-option",
                "-g",
                "history-limit",
                "5000");
        return tmux;
    }

    private static boolean isThere() throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v tmux").start().waitFor() == 0;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// Types a text, and nothing behind it.
    void type(String text) throws Exception {
        say("send-keys", "-l", "--", text);
    }

    void key(String name) throws Exception {
        say("send-keys", name);
    }

    /// Pastes as a terminal does, with marks around it where the program asked for them.
    void paste(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("pasted"), text);
        say("load-buffer", "-b", "mine", file.toString());
        say("paste-buffer", "-p", "-d", "-b", "mine");
    }

    void resize(int columns, int rows) throws Exception {
        say("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /// What is on the screen and above it, rows that wrapped at the edge joined, without empty rows at the end.
    String screen() throws Exception {
        return say("capture-pane", "-p", "-J", "-S", "-").stripTrailing();
    }

    /// The rows as they are.
    List<String> rows() throws Exception {
        return say("capture-pane", "-p").stripTrailing().lines().toList();
    }

    /// What programs have put into the clipboard.
    String clipboard() throws Exception {
        return run("show-buffer").orElse("");
    }

    private Optional<String> run(String... command) throws Exception {
        Process process = process(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    }

    /// Waits for something on the screen.
    String await(Predicate<String> there) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String screen = screen();
            if (there.test(screen)) {
                return screen;
            }
            assertThat(System.nanoTime()).as(screen).isLessThan(end);
            Thread.sleep(100);
        }
    }

    String await(String text) throws Exception {
        return await(screen -> screen.contains(text));
    }

    /// Waits for the program's end.
    ///
    /// @return what is on the screen, its exit code with it
    String awaitEnd() throws Exception {
        return await("ended with ");
    }

    /// Waits for so many prompts, the last of which has nothing behind it.
    String awaitPrompts(int count) throws Exception {
        return await(screen -> screen.endsWith("jupan>") && screen.split("(?m)^jupan>", -1).length > count);
    }

    private String say(String... command) throws Exception {
        Process process = process(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Process process(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(
                "tmux", "-f", "/dev/null", "-S", folder.resolve("socket").toString()));
        whole.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        process("kill-server").onExit().join();
    }
}
