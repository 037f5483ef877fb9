package io.github.jupan.cli.session;

import io.github.jupan.agent.Approval;
import io.github.jupan.cli.render.TerminalRenderer;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/// Asks before a program runs: once, or never again in this session.
final class Permission {

    private static final long LOOK_MILLIS = 100;

    private final Terminal terminal;
    private final Surface surface;
    private volatile boolean given;

    Permission(Terminal terminal, Surface surface, boolean given) {
        this.terminal = terminal;
        this.surface = surface;
        this.given = given;
    }

    Approval before(TerminalRenderer renderer) {
        return given ? Approval.GIVEN : (run, code) -> decide(renderer, run, code);
    }

    private Approval.Verdict decide(TerminalRenderer renderer, int run, String code) throws InterruptedException {
        if (given) {
            return Approval.Verdict.RUN;
        }
        renderer.show(run, code);
        forgetKeys();
        surface.write(Style.WARNING, "  run it? y, n, or a for always: ");
        surface.flush();
        while (true) {
            int key = key();
            if (key == 'a' || key == 'A' || key == 'y' || key == 'Y' || key == 'n' || key == 'N') {
                given = key == 'a' || key == 'A';
                boolean runs = key != 'n' && key != 'N';
                surface.write(Style.PLAIN, given ? "always\n" : runs ? "yes\n" : "no\n");
                surface.flush();
                return runs ? Approval.Verdict.RUN : Approval.Verdict.SKIP;
            }
        }
    }

    /// What was typed before the question was seen is no answer to it.
    private void forgetKeys() throws InterruptedException {
        int key;
        do {
            key = read();
        } while (key >= 0);
    }

    /// Waits a moment at a time: whoever cancels the question interrupts this thread.
    private int key() throws InterruptedException {
        int key;
        do {
            key = read();
        } while (key == NonBlockingReader.READ_EXPIRED);
        // Nobody is there to be asked.
        return key < 0 ? 'n' : key;
    }

    private int read() throws InterruptedException {
        if (Thread.interrupted()) {
            surface.write(Style.PLAIN, "\n");
            throw new InterruptedException("nobody has to decide any more");
        }
        try {
            return terminal.reader().read(LOOK_MILLIS);
        } catch (IOException unreadable) {
            return NonBlockingReader.EOF;
        }
    }
}
