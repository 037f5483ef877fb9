package io.github.jupan.bench.served;

import io.github.jupan.agent.Dialect;
import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Contender;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.WorkerSandbox;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.Settings;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What JSON-RPC adds to a run in a live session.
public final class ServedLatency implements Row {

    private static final int RUNS = 20_000;

    @Override
    public String name() {
        return "rpc";
    }

    @Override
    public String what() {
        return "sandbox.run of a live session in ./jupan serve, beside the same in one process";
    }

    @Override
    public String target() {
        return "added to p50 ≤ 0.5 ms over stdio, ≤ 1 ms over a WebSocket";
    }

    @Override
    public List<Check> check(Bench bench) throws Exception {
        try (Ways ways = new Ways(bench)) {
            List<Check> checks = new ArrayList<>();
            for (Way way : ways.all()) {
                checks.add(new Check(way.who(), Snippet.COUNTED, way.run().value()));
            }
            return checks;
        }
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        try (Ways ways = new Ways(bench)) {
            List<Contender> contenders =
                    ways.all().stream().map(ServedLatency::timed).toList();
            // What came before this is warming up.
            Contender.inTurn(bench.effort().times(RUNS), contenders);
            List<Samples> samples = Contender.inTurn(bench.effort().times(RUNS), contenders);
            double alone = samples.get(0).p50();
            double stdio = samples.get(1).p50() - alone;
            double socket = samples.get(2).p50() - alone;
            List<Figure> figures = new ArrayList<>(Contender.figures(contenders, samples));
            figures.add(new Figure("added to p50 over stdio", Samples.time(stdio)));
            figures.add(new Figure("added to p50 over a WebSocket", Samples.time(socket)));
            return new Finding(figures, Verdict.of(stdio, 0.5).and(Verdict.of(socket, 1)));
        }
    }

    private static Contender timed(Way way) {
        return new Contender(way.who(), () -> {
            long begin = System.nanoTime();
            String value = way.run().value();
            long nanos = System.nanoTime() - begin;
            if (!value.equals(Snippet.COUNTED)) {
                throw new IllegalStateException(way.who() + " gave " + value);
            }
            return nanos;
        });
    }

    private record Way(String who, Run run) {}

    private interface Run {
        String value() throws Exception;
    }

    /// The same session, so to speak, in this process and behind two doors.
    private static final class Ways implements AutoCloseable {
        private final WorkerSandbox sandbox = new WorkerSandbox();
        private final Sessions sessions = new Sessions(new Offline(), sandbox, List.of(), ServerLimits.DEFAULT);
        private final Session session = sessions.open(SessionOptions.DEFAULT);
        private final HttpClient http = HttpClient.newHttpClient();
        private final ServedProcess stdio;
        private final ServedProcess web;
        private final List<Way> all;

        private Ways(Bench bench) throws Exception {
            stdio = ServedProcess.start(bench, "--stdio");
            web = ServedProcess.start(bench, "--http", "--port", "0");
            all = List.of(
                    new Way("jupan, Session.run", this::inProcess),
                    new Way("jupan serve --stdio", served(new LineClient(stdio))),
                    new Way("jupan serve --http", served(new SocketClient(http, web.door()))));
        }

        private List<Way> all() {
            return all;
        }

        private String inProcess() {
            return session.run(Snippet.COUNT, event -> {}, new Cancellation()) instanceof Execution.Completed completed
                    ? String.valueOf(completed.value())
                    : "no value";
        }

        private static Run served(RpcClient client) throws Exception {
            String id = client.open();
            return () -> client.run(id, Snippet.COUNT);
        }

        @Override
        public void close() {
            http.shutdownNow();
            web.close();
            stdio.close();
            sessions.close();
            sandbox.close();
        }
    }

    private record Offline() implements ModelSource {
        @Override
        public Opened open(Optional<String> name, Settings settings) {
            return new Opened("offline", new OfflineModel(), Dialect.TEXT);
        }

        @Override
        public List<Listing> list() {
            return List.of();
        }

        @Override
        public List<TokenPiece> split(String text, Optional<String> encoding) {
            return List.of();
        }
    }
}
