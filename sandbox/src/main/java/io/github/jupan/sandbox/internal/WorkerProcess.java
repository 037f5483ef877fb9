package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Isolation;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.sandbox.internal.guest.GuestThread;
import io.github.jupan.sandbox.internal.guest.WorkerMain;
import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Command;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import io.github.jupan.sandbox.internal.wire.Wire.Report;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The host's handle of one worker process. What it sends is read by a thread of its own, so that whoever waits for it
/// holds no carrier and can be interrupted. One thread reads at a time; any thread may send or kill.
final class WorkerProcess {

    /// What `-XX:+ExitOnOutOfMemoryError` and the operating system's own killer leave behind.
    private static final List<Integer> OUT_OF_MEMORY = List.of(3, 137);

    /// Linux lets a worker die with the thread that started it, not with the process: this thread never ends.
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("worker-starter").daemon().factory());

    private static final int LAST_WORDS_BYTES = 4 << 10;
    private static final int MOST_WORDS = 200;
    private static final Pattern JAVA_FAILURE = Pattern.compile("\\b[a-z]+\\.[a-z]+\\.[\\w.$]+|Exception|Error:");
    private static final long EXIT_SECONDS = 5;
    private static final long RESET_SECONDS = 10;

    /// A worker that was taken over cannot fill the host's memory with what nobody reads.
    private static final int FRAMES_AHEAD = 4;

    private final Spec spec;
    private final Process process;
    private final BlockingQueue<Received> received = new ArrayBlockingQueue<>(FRAMES_AHEAD);
    private final Thread reader;
    private final AtomicInteger runs = new AtomicInteger();
    private final OutputStream out;
    private final ByteArrayOutputStream lastWords = new ByteArrayOutputStream();
    private volatile boolean worn;
    private volatile @Nullable Path guestStatistics;
    private volatile CompletableFuture<Boolean> fresh = CompletableFuture.completedFuture(true);

    /// What a worker must be started with. Workers of the same kind can stand in for each other.
    record Spec(long heapBytes, long stackBytes) {}

    private WorkerProcess(Spec spec, Process process) {
        this.spec = spec;
        this.process = process;
        out = process.getOutputStream();
        reader = Thread.ofPlatform().daemon().name("worker-reader").start(this::receive);
        // A blocking read holds a virtual thread's carrier, and the JDK does not always find another in its place.
        Thread.ofPlatform().daemon().name("worker-stderr").start(this::drainErrors);
    }

    /// Returns as soon as the process is there; it takes commands at once and carries them out when it is ready.
    static WorkerProcess start(Spec spec, Isolation isolation) {
        return start(spec, isolation, WorkerMain.class, WorkerJvm.classPath());
    }

    static WorkerProcess start(Spec spec, Isolation isolation, Class<?> main, String classPath) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(OsLayer.command(isolation, WorkerJvm.command(spec, main, classPath)));
            builder.directory(CacheFolder.create("empty").toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("LC_ALL", "C.UTF-8");
            // The C library would keep an arena for each of the JVM's threads, and what compilers took of it.
            environment.put("MALLOC_ARENA_MAX", "1");
            return new WorkerProcess(spec, start(builder));
        } catch (IOException e) {
            throw new SandboxException(
                    "no worker could be started (" + e.getMessage() + "); " + CacheFolder.path()
                            + " must be a folder that can be written, or XDG_CACHE_HOME must name another",
                    e);
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return builder.start();
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            },
                            STARTER)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
    }

    Spec spec() {
        return spec;
    }

    void send(byte[] frame) throws IOException {
        synchronized (out) {
            out.write(frame);
            out.flush();
        }
    }

    /// Waits for the next frame.
    ///
    /// @throws IOException when the worker is gone, or sends rubbish
    Frame read() throws IOException, InterruptedException {
        switch (received.take()) {
            case Received.Whole(Frame frame) -> {
                return frame;
            }
            case Received.End end -> {
                received.add(end);
                throw end.why();
            }
        }
    }

    private sealed interface Received {
        record Whole(Frame frame) implements Received {}

        record End(IOException why) implements Received {}
    }

    private void receive() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 14))) {
            try {
                while (true) {
                    received.put(new Received.Whole(Wire.read(in)));
                }
            } catch (IOException why) {
                received.put(new Received.End(why));
            } catch (RuntimeException | Error why) {
                // Whoever waits must hear of it.
                received.put(new Received.End(new IOException("what it sent cannot be read", why)));
            }
        } catch (InterruptedException killed) {
            received.clear();
            received.add(new Received.End(new IOException("it was killed")));
        } catch (IOException closing) {
            // The process has ended.
        }
    }

    /// A number that no other run of this process has: an interrupt that comes late finds nothing.
    int nextRun() {
        return runs.incrementAndGet();
    }

    /// Replaces the interpreter by a fresh one, in the background.
    void refresh() {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        fresh = result;
        Thread.ofPlatform().daemon().name("worker-reset").start(() -> result.complete(reset()));
    }

    /// Waits for what [#refresh] began.
    ///
    /// @throws IOException when it failed
    void awaitFresh() throws IOException {
        if (!fresh.join()) {
            throw new IOException("its interpreter could not be replaced");
        }
    }

    /// The worker said how much of its heap is in use: a run must still find half of what it was promised.
    void ready(int usedMegabytes) {
        worn = usedMegabytes > ((spec.heapBytes() + Bindings.BASE_HEAP_BYTES) >> 20) / 2;
    }

    /// Whether it is time for a new process: GraalPy keeps some of what a closed context had imported.
    boolean isWorn() {
        return worn;
    }

    private boolean reset() {
        var guard = Timers.after(TimeUnit.SECONDS.toNanos(RESET_SECONDS), this::kill);
        try {
            send(Payload.of(Command.RESET).frame());
            Frame frame = read();
            while (Wire.report(frame) != Report.READY) {
                // What a stopped run had still to say.
                frame = read();
            }
            ready(frame.open().readInt());
            if (worn) {
                kill();
            }
            return !worn;
        } catch (IOException | InterruptedException e) {
            kill();
            return false;
        } finally {
            guard.cancel(false);
        }
    }

    /// Its children by name as well: bubblewrap's does not yet die with its parent in the first moments of a start.
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        reader.interrupt();
    }

    /// How long its interpreter has waited for a processor so far, as Linux counts it; 0 where nobody does.
    long waitedNanos() {
        try {
            Path file = guestStatistics;
            if (file == null) {
                file = guestStatistics();
                guestStatistics = file;
            }
            // Time on a processor, time waiting for one, and how often.
            return Long.parseLong(Files.readString(file).split(" ", 3)[1]);
        } catch (IOException | UncheckedIOException | IndexOutOfBoundsException | NumberFormatException e) {
            return 0;
        }
    }

    private Path guestStatistics() throws IOException {
        List<ProcessHandle> processes = new ArrayList<>(process.descendants().toList());
        processes.add(process.toHandle());
        for (ProcessHandle each : processes) {
            Path tasks = Path.of("/proc", Long.toString(each.pid()), "task");
            if (Files.isDirectory(tasks)) {
                try (Stream<Path> threads = Files.list(tasks)) {
                    for (Path thread : threads.toList()) {
                        if (Files.readString(thread.resolve("comm")).strip().equals(GuestThread.NAME)) {
                            return thread.resolve("schedstat");
                        }
                    }
                }
            }
        }
        return Path.of("/proc/none");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Whether the process ended for lack of memory; to be asked once reading failed.
    boolean ranOutOfMemory() {
        return awaitExit() && OUT_OF_MEMORY.contains(process.exitValue());
    }

    /// For the message of an exception: never what Java says of its insides.
    String obituary() {
        String exit = awaitExit() ? "exit code " + process.exitValue() : "it does not end";
        String words = lastWords().lines().findFirst().orElse("");
        return words.isEmpty() || JAVA_FAILURE.matcher(words).find() || words.length() > MOST_WORDS
                ? exit
                : exit + "; " + words;
    }

    /// For the log.
    String lastWords() {
        return lastWords.toString(StandardCharsets.UTF_8).strip();
    }

    private boolean awaitExit() {
        try {
            return process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private void drainErrors() {
        byte[] buffer = new byte[1 << 10];
        try (InputStream errors = process.getErrorStream()) {
            for (int n = errors.read(buffer); n >= 0; n = errors.read(buffer)) {
                if (lastWords.size() < LAST_WORDS_BYTES) {
                    lastWords.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }
}
