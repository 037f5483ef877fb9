package io.github.jupan.cli;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// The size of the terminal that the process writes to.
final class SystemScreen implements Screen {

    @Override
    public Size size() {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .providers("jni,ffm,exec")
                .nativeSignals(false)
                .build()) {
            return of(terminal);
        } catch (IOException | IllegalStateException | LinkageError unknown) {
            return Size.CLASSIC;
        }
    }

    static Size of(Terminal terminal) {
        int columns = terminal.getColumns();
        int rows = terminal.getRows();
        return columns > 0 && rows > 0 ? new Size(columns, rows) : Size.CLASSIC;
    }
}
