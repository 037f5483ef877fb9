package io.github.jupan.temporal;

import io.github.jupan.practice.AnsweringModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// A worker in a process of its own, to be killed: `ADDRESS CONNECTIONS ASKED PAUSE_MS KEEPS`. Each time its model is
/// asked it writes a line into the file `ASKED`; `KEEPS` says whether workflows stay with it.
final class WorkerProcess {

    private WorkerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path asked = Path.of(arguments[2]);
        long pauseNanos = Long.parseLong(arguments[3]) * 1_000_000;
        TemporalServer server = TemporalServer.connect(TemporalAddress.of(arguments[0]));
        WorkerAgents agents = options -> AnsweringModel.source((request, seed) -> {
            try {
                Files.writeString(asked, seed + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LockSupport.parkNanos(pauseNanos);
            return Practised.answer(request, seed);
        });
        TemporalWorker.start(
                Boolean.parseBoolean(arguments[4]) ? TemporalWorker.factory(server) : TestWorkers.factory(server),
                Integer.parseInt(arguments[1]),
                List.of(new AttemptWork(agents, Practised.NONE)));
        new CountDownLatch(1).await();
    }
}
