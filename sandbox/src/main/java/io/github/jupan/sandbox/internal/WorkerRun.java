package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Execution.PythonError;
import io.github.jupan.sandbox.HostFunction;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.internal.guest.GuestOutput;
import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Command;
import io.github.jupan.sandbox.internal.wire.Wire.Frame;
import io.github.jupan.sandbox.internal.wire.Wire.WireException;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run on a worker, followed from its command to its end by the calling thread.
final class WorkerRun {

    private static final System.Logger LOG = System.getLogger(WorkerRun.class.getName());

    /// More of an exception's message says no more to a model.
    private static final int MESSAGE_CHARS = 4_000;

    /// Longer than the slowest start of a worker on a busy machine.
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final int number;
    private final String code;
    private final Limits limits;
    private final Bindings bindings;
    private final HeardOutput heard;
    private final Stop stop = new Stop();
    private boolean interrupted;
    private long begin;
    private boolean started;

    /// @param number of the interpreter's runs
    WorkerRun(int number, String code, Limits limits, Bindings bindings, OutputListener listener) {
        this.number = number;
        this.code = code;
        this.limits = limits;
        this.bindings = bindings;
        heard = new HeardOutput(listener, limits.outputBytes());
    }

    /// @throws IOException when the worker is gone or sends rubbish
    Execution on(WorkerProcess worker) throws IOException {
        int id = worker.nextRun();
        if (!stop.attach(worker, id)) {
            return stopped(false);
        }
        Future<?> startGuard = Timers.after(START_NANOS, worker::kill);
        try {
            worker.awaitFresh();
            bindings.tell(worker);
            worker.send(Payload.of(Command.RUN)
                    .number(id)
                    .number(number)
                    .number(limits.outputBytes())
                    .text(code)
                    .frame());
            while (true) {
                Frame frame = next(worker);
                DataInputStream payload = frame.open();
                switch (Wire.report(frame)) {
                    case READY -> worker.ready(payload.readInt());
                    case STARTED -> {
                        startGuard.cancel(false);
                        started = true;
                        begin = System.nanoTime();
                        long before = worker.waitedNanos();
                        stop.startClock(limits.deadline().toNanos(), () -> worker.waitedNanos() - before);
                    }
                    case OUTPUT -> heard.hear(payload.readUnsignedByte(), payload.readAllBytes());
                    case FLOOD -> stop.stop(Stop.Reason.OUTPUT);
                    case CALL -> call(Payload.readText(payload), Payload.readText(payload), worker);
                    case COMPLETED -> {
                        return last(completed(payload));
                    }
                    case RAISED -> {
                        return last(raised(payload));
                    }
                    case INTERRUPTED -> {
                        return last(stopped(false));
                    }
                    case BROKEN -> throw new WireException("that its interpreter is broken");
                }
            }
        } finally {
            startGuard.cancel(false);
        }
    }

    /// Whoever is interrupted still waits for the end of what was begun, which comes soon.
    private Frame next(WorkerProcess worker) throws IOException {
        while (true) {
            try {
                return worker.read();
            } catch (InterruptedException e) {
                interrupted = true;
                stop.stop(Stop.Reason.CANCEL);
            }
        }
    }

    /// A worker that was killed as its run ended takes its variables along, whatever it said last.
    private Execution last(Execution execution) throws IOException {
        if (!stop.over()) {
            throw new IOException("it was killed as the run ended");
        }
        return execution;
    }

    boolean started() {
        return started;
    }

    void cancel() {
        stop.stop(Stop.Reason.CANCEL);
    }

    void over() {
        stop.over();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What to tell when the worker is of no use any more; null when the run has not begun.
    @Nullable
    Execution stoppedByForce(WorkerProcess worker, IOException why) {
        if (stop.reason().isDone()) {
            return stopped(true);
        }
        if (!started) {
            return null;
        }
        if (!(why instanceof WireException) && worker.ranOutOfMemory()) {
            return limit(Limit.MEMORY, "it used more than " + megabytes(limits.heapBytes()) + " of memory", true);
        }
        // Whatever it was, this code or earlier code did it, and would do it again.
        return limit(Limit.INTERPRETER, "this code or earlier code broke the interpreter, which was replaced", true);
    }

    Execution limit(Limit limit, String detail, boolean stateLost) {
        return new Execution.LimitHit(limit, detail, stateLost, heard.output(), elapsed());
    }

    private Execution stopped(boolean stateLost) {
        return switch (stop.reason().getNow(Stop.Reason.CANCEL)) {
            case TIME -> limit(Limit.TIME, "it was stopped after " + time(), stateLost);
            case OUTPUT -> limit(Limit.OUTPUT, "it printed more than " + megabytes(GuestOutput.FLOOD_BYTES), stateLost);
            case CANCEL -> new Execution.Cancelled(stateLost, heard.output(), elapsed());
        };
    }

    private Execution completed(DataInputStream payload) throws IOException {
        String value = payload.available() == 0 ? null : bounded(Payload.readText(payload));
        return new Execution.Completed(value, heard.output(), elapsed());
    }

    private Execution raised(DataInputStream payload) throws IOException {
        PythonError error = new PythonError(
                bounded(Payload.readText(payload)),
                bounded(Payload.readText(payload)),
                bounded(Payload.readText(payload)));
        return new Execution.Raised(error, heard.output(), elapsed());
    }

    /// The host's own bound: a worker that was taken over cannot fill the host's memory either.
    private String bounded(String text) throws WireException {
        if (text.length() > limits.outputBytes()) {
            throw new WireException("a longer value than it was asked for");
        }
        return text;
    }

    private void call(String name, String argumentsJson, WorkerProcess worker) throws IOException {
        HostFunction function = bindings.function(name);
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual()
                .name("host-function-" + name)
                .start(() -> answer.complete(answer(name, function, argumentsJson)));
        awaitEither(answer);
        if (answer.isDone()) {
            worker.send(Payload.of(Command.RETURN).text(answer.join()).frame());
        } else {
            caller.interrupt();
        }
    }

    private void awaitEither(CompletableFuture<String> answer) {
        while (true) {
            try {
                CompletableFuture.anyOf(answer, stop.reason()).get();
                return;
            } catch (InterruptedException e) {
                interrupted = true;
                stop.stop(Stop.Reason.CANCEL);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String answer(String name, HostFunction function, String argumentsJson) {
        try {
            String json = function.call(argumentsJson);
            return json.length() < Wire.MAX_PAYLOAD / 4
                    ? "=" + json
                    : "!the result of " + name + " is too long: " + megabytes(json.length()) + ", of at most "
                            + megabytes(Wire.MAX_PAYLOAD / 4) + "; ask it for less, such as a part of it";
        } catch (Throwable e) {
            if (e instanceof Error) {
                LOG.log(System.Logger.Level.ERROR, "the function " + name + " failed", e);
            }
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return "!" + message.substring(0, Math.min(message.length(), MESSAGE_CHARS));
        }
    }

    private Duration elapsed() {
        return started ? Duration.ofNanos(System.nanoTime() - begin) : Duration.ZERO;
    }

    private String time() {
        Duration waited = Duration.ofNanos(stop.waitedNanos());
        return waited.toMillis() < 100
                ? seconds(limits.deadline())
                : seconds(limits.deadline().plus(waited)) + ", of which it waited " + seconds(waited)
                        + " for a processor";
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

    private static String seconds(Duration time) {
        return java.math.BigDecimal.valueOf(time.toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString() + " s";
    }
}
