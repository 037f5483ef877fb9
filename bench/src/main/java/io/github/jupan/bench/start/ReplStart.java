package io.github.jupan.bench.start;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The session, from the launcher to the prompt and to the first typed letters on the screen.
public final class ReplStart implements Row {

    @Override
    public String name() {
        return "repl";
    }

    @Override
    public String what() {
        return "the REPL's prompt is there and typed text accepted";
    }

    @Override
    public String target() {
        return "p50 ≤ 0.5 s";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        if (TerminalSession.isMissing()) {
            return List.of();
        }
        try (TerminalSession session = TerminalSession.start(bench)) {
            session.await(TerminalSession.PROMPT);
            session.type("/model\r");
            session.await("offline");
            return List.of(new Check("jupan, /model", "offline", "offline"));
        }
    }

    @Override
    public Finding measure(Bench bench) throws IOException {
        if (TerminalSession.isMissing()) {
            return new Finding(
                    List.of(Figure.missing("jupan", "there is no script(1) of util-linux, which draws the terminal")),
                    Verdict.NOT_MEASURED);
        }
        List<Long> prompt = new ArrayList<>();
        List<Long> typed = new ArrayList<>();
        for (int i = 0; i < bench.effort().times(20); i++) {
            long begin = System.nanoTime();
            try (TerminalSession session = TerminalSession.start(bench)) {
                session.await(TerminalSession.PROMPT);
                prompt.add(System.nanoTime() - begin);
                session.type("zqj");
                session.await("zqj");
                typed.add(System.nanoTime() - begin);
            }
        }
        Samples accepted = Samples.ofNanos(typed);
        return new Finding(
                List.of(
                        Figure.of("jupan, typed text on the screen", accepted),
                        Figure.of("jupan, the prompt", Samples.ofNanos(prompt))),
                Verdict.of(accepted.p50(), 500));
    }
}
