package io.github.jupan.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One place to write to: a terminal with colours, one without, or a pipe. Knows whether the cursor is at the start
/// of a line, and keeps a passing status line out of the way. Safe for use by several threads.
public final class Surface {

    /// What may be done there.
    public enum Ability {
        /// Colours and other attributes.
        COLOUR,
        /// The cursor can be moved.
        CURSOR,
        /// A text can lead to an address (OSC 8).
        LINKS,
        /// A terminal reads it: control characters must be shown, not sent.
        TERMINAL
    }

    private static final String ERASE_LINE = "\r\u001b[K";

    /// Where nobody reads.
    public static final Surface NOWHERE =
            new Surface(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), Set.of());

    private final PrintStream stream;
    private final Set<Ability> abilities;
    private final Screen screen;
    private boolean atLineStart = true;
    private boolean statusShown;

    public Surface(PrintStream stream, Set<Ability> abilities) {
        this(stream, abilities, Optional::empty);
    }

    /// @param screen says how wide lines may be
    public Surface(PrintStream stream, Set<Ability> abilities, Screen screen) {
        this.stream = stream;
        this.abilities = Set.copyOf(abilities);
        this.screen = screen;
    }

    /// The size of the terminal, where it is one.
    public Optional<Screen.Size> size() {
        return can(Ability.CURSOR) ? screen.size() : Optional.empty();
    }

    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    public synchronized void write(Style style, String text) {
        if (text.isEmpty()) {
            return;
        }
        clearStatus();
        stream.print(dressed(style, text));
        atLineStart = text.endsWith("\n");
    }

    /// Writes several pieces at once.
    public synchronized void write(List<StyledText> pieces) {
        rewrite(0, pieces);
    }

    /// Goes back over what was just written, which took that many rows, and writes something else there.
    public synchronized void rewrite(int rows, List<StyledText> pieces) {
        clearStatus();
        StringBuilder text = new StringBuilder();
        if (rows > 0) {
            text.append('\r')
                    .append(rows > 1 ? "\u001b[" + (rows - 1) + "A" : "")
                    .append("\u001b[J");
            atLineStart = true;
        }
        for (StyledText piece : pieces) {
            text.append(linked(piece));
            atLineStart = piece.text().endsWith("\n");
        }
        stream.print(text);
    }

    /// The number joins what one link shows on several rows.
    private String linked(StyledText piece) {
        String dressed = dressed(piece.style(), piece.text());
        return piece.link().isEmpty() || !can(Ability.LINKS)
                ? dressed
                : "\u001b]8;id=" + Integer.toHexString(piece.link().hashCode()) + ";" + piece.link() + "\u001b\\"
                        + dressed + "\u001b]8;;\u001b\\";
    }

    private String dressed(Style style, String text) {
        String safe = can(Ability.TERMINAL) ? SafeText.of(text) : text;
        return can(Ability.COLOUR) ? style.on() + safe + style.off() : safe;
    }

    /// Writes a whole line that has its own attributes and is known to be safe.
    public synchronized void raw(String line) {
        freshLine();
        clearStatus();
        stream.print(line);
        atLineStart = true;
    }

    /// Writes a line of its own, which wraps between words.
    public synchronized void line(Style style, String text) {
        freshLine();
        write(
                style,
                size().map(size -> WordWrap.indented(SafeText.of(text), size.columns() - 1))
                        .orElse(text));
        write(Style.PLAIN, "\n");
    }

    /// Writes lines of their own as they are: what is cut could not be copied.
    public synchronized void whole(Style style, String text) {
        freshLine();
        write(style, text);
        write(Style.PLAIN, "\n");
    }

    /// Writes several pieces as a line that wraps.
    public synchronized void line(List<StyledText> pieces) {
        freshLine();
        List<List<StyledText>> lines = size().map(
                        size -> WordWrap.lines(pieces, size.columns() - 1, List.of(), List.of()))
                .orElse(List.of(pieces));
        for (List<StyledText> line : lines) {
            write(line);
            write(Style.PLAIN, "\n");
        }
    }

    /// Has the terminal put a text into the clipboard (OSC 52); false where it cannot be asked to.
    public synchronized boolean clipboard(String text) {
        if (!can(Ability.CURSOR)) {
            return false;
        }
        String coded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        stream.print("\u001b]52;c;" + coded + "\u0007");
        return true;
    }

    public synchronized void freshLine() {
        if (!atLineStart) {
            write(Style.PLAIN, "\n");
        }
    }

    synchronized boolean atLineStart() {
        return atLineStart;
    }

    /// Shows a line that the next write replaces; does nothing in mid-line or where the cursor cannot move.
    public synchronized void status(String text) {
        if (atLineStart && can(Ability.CURSOR)) {
            String safe = can(Ability.TERMINAL) ? SafeText.line(text) : text;
            String shown = can(Ability.COLOUR) ? Style.DIM.on() + safe + Style.DIM.off() : safe;
            stream.print(ERASE_LINE + shown);
            stream.flush();
            statusShown = true;
        }
    }

    public synchronized void clearStatus() {
        if (statusShown) {
            stream.print(ERASE_LINE);
            statusShown = false;
        }
    }

    public synchronized void flush() {
        stream.flush();
    }

    /// Whether the reader is gone, as in `jupan ask … | head -1`.
    public boolean isBroken() {
        return stream.checkError();
    }
}
