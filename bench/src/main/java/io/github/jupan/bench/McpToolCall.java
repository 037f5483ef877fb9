package io.github.jupan.bench;

import io.github.jupan.bench.Finding.Verdict;
import java.io.IOException;
import java.util.List;

/// A tool call of the Model Context Protocol, as a client in Node sees it.
final class McpToolCall implements Row {

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
