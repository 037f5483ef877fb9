package io.github.jupan.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
        /// A terminal reads it: control characters must be shown, not sent.
        TERMINAL
    }

    private static final String ERASE_LINE = "\r\u001b[K";

    /// Where nobody reads.
    public static final Surface NOWHERE =
            new Surface(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), Set.of());

    private final PrintStream stream;
    private final Set<Ability> abilities;
    private boolean atLineStart = true;
    private boolean statusShown;

    public Surface(PrintStream stream, Set<Ability> abilities) {
        this.stream = stream;
        this.abilities = Set.copyOf(abilities);
    }

    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    public synchronized void write(Style style, String text) {
        if (text.isEmpty()) {
            return;
        }
        clearStatus();
        String safe = can(Ability.TERMINAL) ? SafeText.of(text) : text;
        stream.print(can(Ability.COLOUR) ? style.on() + safe + style.off() : safe);
        atLineStart = text.endsWith("\n");
    }

    /// Writes a whole line that has its own attributes and is known to be safe.
    public synchronized void raw(String line) {
        freshLine();
        clearStatus();
        stream.print(line);
        atLineStart = true;
    }

    public synchronized void line(Style style, String text) {
        freshLine();
        write(style, text);
        write(Style.PLAIN, "\n");
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

    /// Goes back over what was just written, which took that many rows, and erases it.
    public synchronized void rewind(int rows) {
        clearStatus();
        stream.print(rows > 1 ? "\r\u001b[" + (rows - 1) + "A\u001b[J" : "\r\u001b[J");
        atLineStart = true;
    }

    public synchronized void flush() {
        stream.flush();
    }

    /// Whether the reader is gone, as in `jupan ask … | head -1`.
    public boolean isBroken() {
        return stream.checkError();
    }
}
