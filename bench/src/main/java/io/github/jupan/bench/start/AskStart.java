package io.github.jupan.bench.start;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Contender;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.rivals.Command;
import io.github.jupan.bench.rivals.Rivals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A question at the shell, from the launcher to the end of the process.
public final class AskStart implements Row {

    @Override
    public String name() {
        return "ask";
    }

    @Override
    public String what() {
        return "./jupan ask with the offline model, whole process, second start on";
    }

    @Override
    public String target() {
        return "p50 ≤ 1.5 s";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        return List.of(new Check("jupan ask", "3", ask(bench).replaceAll("\\D", "")));
    }

    private static String ask(Bench bench) throws IOException {
        return Command.run(
                bench.root(),
                bench.root().resolve("jupan").toString(),
                "ask",
                "--quiet",
                "--model",
                "offline",
                "How many r's are in strawberry?");
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("jupan ask", () -> {
            long begin = System.nanoTime();
            ask(bench);
            return System.nanoTime() - begin;
        }));
        bench.rivals()
                .get(Rivals.Kind.PYTHON_SUBPROCESS)
                .ifPresent(python -> contenders.add(new Contender(
                        "python3 -c, the count alone",
                        () -> python.run(Snippet.COUNT).nanos())));
        List<Samples> samples = Contender.inTurn(bench.effort().times(20), contenders);
        return new Finding(
                Contender.figures(contenders, samples),
                Verdict.of(samples.getFirst().p50(), 1500));
    }
}
