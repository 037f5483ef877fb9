package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.Screen;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.SystemScreen;
import io.github.jupan.practice.ranking.Comparison;
import io.github.jupan.practice.ranking.Comparison.Pair;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.practice.ranking.Ranking;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/// Somebody at a terminal says which of two attempts is better, until all are compared or `q`.
final class RankSession {

    private static final Screen.Size USUAL = new Screen.Size(80, 24);

    private final Ranking ranking;
    private final Terminal terminal;
    private final Set<Surface.Ability> abilities;
    private final int most;
    private int from;
    private String notice = "";
    private Optional<Pair> shown = Optional.empty();

    private enum Key {
        FIRST,
        SECOND,
        TIE,
        SKIP,
        UNDO,
        DOWN,
        UP,
        REDRAW,
        OTHER,
        QUIT
    }

    private RankSession(Ranking ranking, Terminal terminal, Set<Surface.Ability> abilities, int most) {
        this.ranking = ranking;
        this.terminal = terminal;
        this.abilities = abilities;
        this.most = most;
    }

    /// @param most comparisons in this session
    static void start(Ranking ranking, Surroundings surroundings, int most) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                .providers("jni,ffm,exec")
                .build()) {
            compare(ranking, terminal, Surfaces.abilities(surroundings, StandardStream.OUT), most);
        }
    }

    static void compare(Ranking ranking, Terminal terminal, Set<Surface.Ability> abilities, int most) {
        Attributes before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        // Ctrl-C is a key like any other here: it quits, and what was compared is kept.
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        RankSession session = new RankSession(ranking, terminal, abilities, most);
        Terminal.SignalHandler resized = terminal.handle(Terminal.Signal.WINCH, signal -> session.resized());
        try {
            session.loop();
        } finally {
            terminal.handle(Terminal.Signal.WINCH, resized);
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    private void loop() {
        BindingReader reader = new BindingReader(terminal.reader());
        KeyMap<Key> keys = keys();
        int begun = ranking.compared().size();
        while (ranking.compared().size() - begun < most) {
            Optional<Pair> pair = ranking.next();
            if (pair.isEmpty()) {
                return;
            }
            PairScreen.Frame frame = draw(pair.get());
            Key key = reader.readBinding(keys);
            if (key == null || key == Key.QUIT) {
                return;
            }
            synchronized (this) {
                obey(key, pair.get(), frame);
            }
        }
    }

    private void obey(Key key, Pair pair, PairScreen.Frame frame) {
        notice = "";
        switch (key) {
            case FIRST -> add(pair, Verdict.FIRST);
            case SECOND -> add(pair, Verdict.SECOND);
            case TIE -> add(pair, Verdict.TIE);
            case SKIP -> add(pair, Verdict.SKIPPED);
            case UNDO -> {
                from = 0;
                notice = ranking.undo() ? "taken back" : "nothing to take back";
            }
            case DOWN -> from = frame.from() + Math.max(1, frame.bodyRows() / 2);
            case UP -> from = frame.from() - Math.max(1, frame.bodyRows() / 2);
            case REDRAW -> {}
            case OTHER -> notice = "no such key";
            case QUIT -> throw new IllegalStateException();
        }
    }

    private void add(Pair pair, Verdict verdict) {
        ranking.add(pair, verdict);
        from = 0;
    }

    private static KeyMap<Key> keys() {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setNomatch(Key.OTHER);
        keys.setUnicode(Key.OTHER);
        keys.bind(Key.FIRST, "a", "A");
        keys.bind(Key.SECOND, "b", "B");
        keys.bind(Key.TIE, "t", "T");
        keys.bind(Key.SKIP, "s", "S");
        keys.bind(Key.UNDO, "u", "U");
        keys.bind(Key.DOWN, " ", "j", "\u001b[B", "\u001bOB", "\u001b[6~");
        keys.bind(Key.UP, "k", "\u001b[A", "\u001bOA", "\u001b[5~");
        keys.bind(Key.REDRAW, "\u000c");
        keys.bind(Key.QUIT, "q", "Q", "\u0003", "\u0004");
        return keys;
    }

    private synchronized void resized() {
        shown.ifPresent(this::draw);
    }

    private synchronized PairScreen.Frame draw(Pair pair) {
        shown = Optional.of(pair);
        Screen.Size size = SystemScreen.of(terminal).orElse(USUAL);
        PairScreen.Frame frame = new PairScreen(
                        ranking.exercise(pair).question(),
                        ranking.attempt(pair.first()),
                        ranking.attempt(pair.second()),
                        progress(),
                        notice)
                .frame(size, from);
        terminal.puts(Capability.clear_screen);
        PrintWriter writer = terminal.writer();
        for (int i = 0; i < frame.rows().size(); i++) {
            writer.print(i == 0 ? "" : "\r\n");
            frame.rows().get(i).forEach(part -> writer.print(styled(part)));
        }
        terminal.flush();
        return frame;
    }

    private String progress() {
        List<Comparison> compared = ranking.compared();
        return "pair " + (compared.size() + 1) + " of " + ranking.pairs();
    }

    private String styled(TextColumn.Line line) {
        return abilities.contains(Surface.Ability.COLOUR)
                ? line.style().on() + line.text() + line.style().off()
                : line.text();
    }
}
