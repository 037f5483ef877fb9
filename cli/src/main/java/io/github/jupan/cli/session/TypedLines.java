package io.github.jupan.cli.session;

import io.github.jupan.cli.terminal.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

/// What is typed at the prompt: edited in its line or in an editor of the user's, pasted, or typed before there was a
/// prompt.
final class TypedLines {

    private static final int FOLDED_LINES = 10;
    private static final String OPEN_EDITOR = "open-editor";

    /// By the last letter of what these keys send. At the prompt a terminal sends them as terminfo has them, `ESC O A`
    /// for most; in all other time, as while an answer comes, it sends `ESC [ A`.
    private static final Map<String, String> CURSOR_KEYS = Map.of(
            "A", LineReader.UP_LINE_OR_SEARCH,
            "B", LineReader.DOWN_LINE_OR_SEARCH,
            "C", LineReader.FORWARD_CHAR,
            "D", LineReader.BACKWARD_CHAR,
            "H", LineReader.BEGINNING_OF_LINE,
            "F", LineReader.END_OF_LINE);

    private final Terminal terminal;
    private final LineReader reader;
    private final Attributes asFound;
    private final Map<String, String> environment;
    private final Map<String, String> pasted = new HashMap<>();
    private String ahead;

    /// @param ahead typed before there was a prompt
    TypedLines(Terminal terminal, Path history, Map<String, String> environment, String ahead) {
        this.ahead = ahead;
        this.terminal = terminal;
        this.environment = environment;
        this.asFound = new Attributes(terminal.getAttributes());
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jupan")
                .parser(new ReplParser())
                .completer(new ReplCompleter())
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "     … ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
        Widget editor = this::editBuffer;
        reader.getWidgets().put(OPEN_EDITOR, editor);
        reader.getWidgets().put(LineReader.BEGIN_PASTE, this::paste);
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        keys.bind(new Reference(OPEN_EDITOR), KeyMap.ctrl('G'), KeyMap.ctrl('X') + KeyMap.ctrl('E'));
        CURSOR_KEYS.forEach((letter, widget) -> keys.bind(new Reference(widget), "\033[" + letter, "\033O" + letter));
    }

    /// The lines that were typed while the program started. A terminal that is being set up, and asked what it can do,
    /// loses them: they are read before that.
    ///
    /// @param in the terminal's input
    static String ahead(InputStream in) throws IOException {
        return new String(in.readNBytes(in.available()), StandardCharsets.UTF_8);
    }

    /// @param waiting stands at the prompt already, to be looked over
    /// @throws org.jline.reader.EndOfFileException at Ctrl-D
    /// @throws org.jline.reader.UserInterruptException at Ctrl-C
    String read(String prompt, String waiting) {
        int end = ahead.indexOf('\n');
        while (end >= 0 && ReplParser.isOpen(ahead.substring(0, end))) {
            end = ahead.indexOf('\n', end + 1);
        }
        if (end >= 0 && waiting.isEmpty()) {
            String line = ahead.substring(0, end);
            ahead = ahead.substring(end + 1);
            terminal.writer().println(prompt + SafeText.line(line));
            terminal.writer().flush();
            return line;
        }
        String begun = waiting + ahead;
        ahead = "";
        return unfolded(reader.readLine(prompt, null, (MaskingCallback) null, begun));
    }

    /// While a question is answered what is typed is kept, Ctrl-D too, and Ctrl-C still stops it.
    Attributes quiet() {
        Attributes before = terminal.enterRawMode();
        Attributes quiet = terminal.getAttributes();
        // JLine's raw mode takes Ctrl-C and Ctrl-Z for keys like any other.
        quiet.setLocalFlag(Attributes.LocalFlag.ISIG, true);
        terminal.setAttributes(quiet);
        return before;
    }

    /// A long paste is one mark at the prompt, and whole where it goes.
    private boolean paste() {
        Buffer buffer = reader.getBuffer();
        int from = buffer.cursor();
        boolean done = Objects.requireNonNull(reader.getBuiltinWidgets().get(LineReader.BEGIN_PASTE))
                .apply();
        String text = buffer.substring(from, buffer.cursor());
        long lines = text.lines().count();
        if (lines > FOLDED_LINES) {
            String mark = "[pasted " + lines + " lines]";
            for (int again = 2; pasted.containsKey(mark) && !text.equals(pasted.get(mark)); again++) {
                mark = "[pasted " + lines + " lines, " + again + "]";
            }
            pasted.put(mark, text);
            buffer.backspace(buffer.cursor() - from);
            buffer.write(mark);
        }
        return done;
    }

    private String unfolded(String line) {
        String whole = line;
        for (Map.Entry<String, String> each : pasted.entrySet()) {
            whole = whole.replace(each.getKey(), each.getValue());
        }
        return whole;
    }

    private boolean editBuffer() {
        Attributes editing = terminal.getAttributes();
        Optional<String> edited = edit(unfolded(reader.getBuffer().toString()));
        terminal.setAttributes(editing);
        edited.ifPresent(text -> {
            reader.getBuffer().clear();
            reader.getBuffer().write(text);
        });
        reader.callWidget(LineReader.CLEAR_SCREEN);
        return true;
    }

    /// Has the user's own editor change a text.
    ///
    /// @return what was saved; empty when the editor could not be started or said that it failed
    Optional<String> edit(String text) {
        String editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", "vi"));
        try {
            Path file = Files.createTempFile("jupan-", ".md");
            try {
                Files.writeString(file, text);
                terminal.setAttributes(asFound);
                // An editor may be a command with options.
                Process process = new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
                        .inheritIO()
                        .start();
                boolean saved = waitFor(process) == 0;
                return saved
                        ? Optional.of(
                                Files.readString(file, StandardCharsets.UTF_8).stripTrailing())
                        : Optional.empty();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException cannot) {
            return Optional.empty();
        }
    }

    private static int waitFor(Process process) {
        while (true) {
            try {
                if (process.waitFor(1, TimeUnit.HOURS)) {
                    return process.exitValue();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                process.destroy();
                return -1;
            }
        }
    }
}
