package io.github.jupan.bench.served;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.RivalRuns;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.rivals.Rivals;
import java.io.IOException;
import java.util.List;

/// A tool call of the Model Context Protocol, as a client in Node sees it.
public final class McpToolCall implements Row {

    private static final List<Rivals.Kind> SERVERS =
            List.of(Rivals.Kind.JUPAN_MCP, Rivals.Kind.MCP_RUN_PYTHON, Rivals.Kind.MCP_CODE_RUNNER);

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public String what() {
        return "a tool call over stdio that runs one snippet, seen by the official client";
    }

    @Override
    public String target() {
        return "compared";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        return RivalRuns.check(bench, SERVERS, Snippet.COUNT, Snippet.COUNTED);
    }

    @Override
    public Finding measure(Bench bench) throws IOException {
        return new Finding(RivalRuns.measure(bench, SERVERS, Snippet.COUNT), Verdict.REACHED);
    }
}
