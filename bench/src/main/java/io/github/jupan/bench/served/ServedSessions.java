package io.github.jupan.bench.served;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Bench.Effort;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Machine;
import io.github.jupan.bench.measure.ProcessMemory;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Many sessions of a server, some of them at work without a pause.
public final class ServedSessions implements Row {

    private static final int OPEN = 200;
    private static final int QUICK_OPEN = 20;
    private static final int AT_WORK = 20;
    private static final int QUICK_AT_WORK = 4;
    private static final int REQUESTS = 100_000;

    /// What must stay free for everything else on the machine.
    private static final long SPARE_MEGABYTES = 2000;

    @Override
    public String name() {
        return "served";
    }

    @Override
    public String what() {
        return "200 sessions of ./jupan serve over WebSockets, 20 at work; 100,000 times sandbox.run";
    }

    @Override
    public String target() {
        return "p99 ≤ 100 ms; no more memory at the end than after the first tenth";
    }

    @Override
    public List<Check> check(Bench bench) throws Exception {
        try (ServedProcess server = ServedProcess.start(bench, "--http", "--port", "0");
                HttpClient http = HttpClient.newHttpClient();
                SocketClient client = new SocketClient(http, server.door())) {
            String one = client.open();
            String other = client.open();
            client.run(one, "x = 1");
            client.run(other, "x = 2");
            return List.of(new Check(
                    "jupan serve, what each of two sessions knows",
                    "1 and 2",
                    client.run(one, "x") + " and " + client.run(other, "x")));
        }
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        boolean full = bench.effort() == Effort.FULL;
        try (ServedProcess server = ServedProcess.start(bench, "--http", "--port", "0");
                HttpClient http = HttpClient.newHttpClient()) {
            ServedProcess.Door address = server.door();
            List<String> sessions = open(http, address, full ? OPEN : QUICK_OPEN);
            List<String> atWork = sessions.subList(0, Math.min(sessions.size(), full ? AT_WORK : QUICK_AT_WORK));
            int requests = bench.effort().times(REQUESTS);
            run(http, address, atWork, requests / 10);
            Memory tenth = Memory.of(server, bench);
            Samples samples = run(http, address, atWork, requests - requests / 10);
            Memory end = Memory.of(server, bench);
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure(
                    "jupan serve, sandbox.run",
                    samples + ", " + sessions.size() + " sessions, " + atWork.size() + " at work"));
            figures.add(new Figure("jupan serve, memory", "after a tenth " + tenth + "; at the end " + end));
            if (sessions.size() < OPEN) {
                String why = full ? "not enough free memory" : "not with --quick";
                figures.add(Figure.missing("jupan serve, " + OPEN + " sessions", why));
                return new Finding(figures, Verdict.NOT_MEASURED);
            }
            return new Finding(figures, Verdict.of(samples.p99(), 100).and(tenth.growth(end)));
        }
    }

    /// Fewer where the machine has no memory for so many. Each has run something.
    private static List<String> open(HttpClient http, ServedProcess.Door address, int wanted) throws Exception {
        List<String> sessions = new ArrayList<>();
        try (SocketClient client = new SocketClient(http, address)) {
            while (sessions.size() < wanted && Machine.availableMegabytes() > SPARE_MEGABYTES) {
                String session = client.open();
                expectCount(client, session);
                sessions.add(session);
            }
        }
        return sessions;
    }

    /// Each session has a client of its own, which asks again as soon as it has an answer.
    private static Samples run(HttpClient http, ServedProcess.Door address, List<String> sessions, int requests)
            throws Exception {
        List<Callable<List<Long>>> all = new ArrayList<>();
        for (String session : sessions) {
            all.add(() -> {
                List<Long> nanos = new ArrayList<>();
                try (SocketClient client = new SocketClient(http, address)) {
                    for (int i = 0; i < requests / sessions.size(); i++) {
                        long begin = System.nanoTime();
                        expectCount(client, session);
                        nanos.add(System.nanoTime() - begin);
                    }
                }
                return nanos;
            });
        }
        List<Long> nanos = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(all)) {
                nanos.addAll(each.get());
            }
        }
        return Samples.ofNanos(nanos);
    }

    private static void expectCount(SocketClient client, String session) throws Exception {
        String value = client.run(session, Snippet.COUNT);
        if (!value.equals(Snippet.COUNTED)) {
            throw new IllegalStateException("sandbox.run gave " + value);
        }
    }

    private record Memory(double server, ProcessMemory.Workers workers) {
        static Memory of(ServedProcess server, Bench bench) throws Exception {
            Thread.sleep(ProcessMemory.SETTLING);
            return new Memory(server.heap(bench), ProcessMemory.workers());
        }

        private Verdict growth(Memory later) {
            return ProcessMemory.growth(server, later.server)
                    .and(ProcessMemory.growth(workers.megabytes(), later.workers.megabytes()));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "server's heap %.1f MB, ", server) + workers;
        }
    }
}
