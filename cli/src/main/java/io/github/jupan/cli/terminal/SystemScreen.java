package io.github.jupan.cli.terminal;

import java.util.Optional;
import org.jline.nativ.CLibrary;
import org.jline.terminal.Sized;

/// The size of the terminal that standard output goes to. JLine's terminals need one at standard input too.
public final class SystemScreen implements Screen {

    private static final int STANDARD_OUTPUT = 1;

    @Override
    public Optional<Size> size() {
        try {
            CLibrary.WinSize size = new CLibrary.WinSize();
            boolean known = CLibrary.ioctl(STANDARD_OUTPUT, CLibrary.TIOCGWINSZ, size) == 0;
            return known ? of(size.ws_col, size.ws_row) : Optional.empty();
        } catch (RuntimeException | LinkageError unknown) {
            return Optional.empty();
        }
    }

    public static Optional<Size> of(Sized terminal) {
        return of(terminal.getColumns(), terminal.getRows());
    }

    private static Optional<Size> of(int columns, int rows) {
        return columns > 0 && rows > 0 ? Optional.of(new Size(columns, rows)) : Optional.empty();
    }
}
