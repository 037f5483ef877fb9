package io.github.jupan.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Approval;
import io.github.jupan.agent.Approval.Verdict;
import io.github.jupan.cli.render.TerminalRenderer;
import io.github.jupan.cli.terminal.Surface;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

class PermissionTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PipedOutputStream keys = new PipedOutputStream();

    @Test
    void asksBeforeEachProgramUntilAllAreAllowed() throws Exception {
        try (Terminal terminal = new ExternalTerminal(
                "test", "xterm", new PipedInputStream(keys), new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
            Surface surface = new Surface(new PrintStream(screen, true, StandardCharsets.UTF_8), Set.of());
            TerminalRenderer renderer = new TerminalRenderer(surface, surface, Optional::empty);
            Approval approval = new Permission(terminal, surface, false).before(renderer);

            assertThat(decided(approval, 1, "print(1)", "xn")).isEqualTo(Verdict.SKIP);
            assertThat(decided(approval, 2, "print(2)", "y")).isEqualTo(Verdict.RUN);
            assertThat(decided(approval, 3, "print(3)", "a")).isEqualTo(Verdict.RUN);
            assertThat(approval.decide(4, "print(4)")).isEqualTo(Verdict.RUN);
            assertThat(screen.toString(StandardCharsets.UTF_8))
                    .contains("print(3)\n  run it? y, n, or a for always: always\n")
                    .doesNotContain("print(4)");
        }
    }

    private Verdict decided(Approval approval, int run, String code, String typed) throws IOException {
        screen.reset();
        CompletableFuture<Verdict> verdict = CompletableFuture.supplyAsync(() -> {
            try {
                return approval.decide(run, code);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        Instant end = Instant.now().plusSeconds(120);
        while (!screen.toString(StandardCharsets.UTF_8).contains("run it?")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
        keys.write(typed.getBytes(StandardCharsets.UTF_8));
        keys.flush();
        return verdict.join();
    }
}
