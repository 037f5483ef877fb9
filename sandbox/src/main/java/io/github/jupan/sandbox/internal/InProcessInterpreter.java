package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Execution.PythonError;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.sandbox.internal.Stop.Reason;
import io.github.jupan.sandbox.internal.guest.Guest;
import io.github.jupan.sandbox.internal.guest.Guest.End;
import io.github.jupan.sandbox.internal.guest.GuestOutput;
import io.github.jupan.sandbox.internal.guest.RunInProgress;
import io.github.jupan.sandbox.internal.wire.BindingWire;
import io.github.jupan.sandbox.internal.wire.SizedText;
import io.github.jupan.sandbox.internal.wire.Wire;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/// A [Guest] on a thread of this process.
public final class InProcessInterpreter implements Interpreter {

    private final Limits limits;
    private final Consumer<Interpreter> onClose;
    private final ExecutorService thread;
    private final Output output;
    private final GuestOutput stdout;
    private final GuestOutput stderr;
    private final Future<Guest> guest;
    private final AtomicInteger runs = new AtomicInteger();
    private final RunInProgress running = new RunInProgress();
    private final Bindings bindings;
    private final Cancellation closing = new Cancellation();

    public InProcessInterpreter(Limits limits, PackageDoor packages, Consumer<Interpreter> onClose) {
        this.limits = limits;
        this.onClose = onClose;
        bindings = new Bindings(limits, packages);
        output = new Output(limits.outputBytes());
        stdout = new GuestOutput(Channel.STDOUT, output);
        stderr = new GuestOutput(Channel.STDERR, output);
        long stackBytes = bindings.spec().stackBytes();
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(null, task, "guest", stackBytes);
            made.setDaemon(true);
            return made;
        });
        guest = thread.submit(() -> new Guest(SharedEngine.ENGINE, stdout, stderr, packages));
    }

    private static final class SharedEngine {
        static final Engine ENGINE = Guest.engine();
    }

    @Override
    public State bind(String name, Binding value) {
        requireOpen();
        bindings.put(name, value);
        onThread(
                () -> {
                    if (!guest.get().bind(List.of(new BindingWire.Named(name, value)))) {
                        throw new SandboxException("earlier code has changed the interpreter, which takes no texts");
                    }
                    return name;
                },
                () -> {});
        return State.KEPT;
    }

    @Override
    public Execution run(String code, OutputListener listener, Cancellation cancellation) {
        requireOpen();
        HeardOutput heard = new HeardOutput(listener, limits.outputBytes());
        long codeBytes = SizedText.of(code).utf8Bytes();
        if (codeBytes > limits.codeBytes()) {
            String detail = "the code has " + codeBytes + " bytes; the limit is " + limits.codeBytes();
            return new Execution.LimitHit(Limit.CODE, detail, false, heard.output(), Duration.ZERO);
        }
        Stopping stopping = new Stopping(runs.incrementAndGet());
        long begin = System.nanoTime();
        End end;
        try (var _ = cancellation.onCancel(() -> stopping.stop(Reason.CANCEL));
                var _ = closing.onCancel(() -> stopping.stop(Reason.CANCEL))) {
            end = onThread(() -> run(stopping, code, heard), () -> stopping.stop(Reason.CANCEL));
        }
        return switch (end) {
            case End.Completed(String value) -> new Execution.Completed(value, heard.output(), since(begin));
            case End.Raised(String type, String message, String traceback) ->
                new Execution.Raised(new PythonError(type, message, traceback), heard.output(), since(begin));
            case End.Interrupted() -> stopped(stopping, heard, since(begin));
            case End.Broken() ->
                throw new SandboxException("earlier code has changed the interpreter itself; open another");
        };
    }

    private End run(Stopping stopping, String code, HeardOutput heard) throws Exception {
        Guest present = guest.get();
        running.begin(stopping.run);
        output.begin(heard, stopping);
        stdout.begin(limits.outputBytes());
        stderr.begin(limits.outputBytes());
        Future<?> deadline = Timers.after(limits.deadline().toNanos(), () -> stopping.stop(Reason.TIME));
        try {
            return stopping.reason.get() == null
                    ? present.run(stopping.run, code, limits.outputBytes())
                    : new End.Interrupted();
        } finally {
            deadline.cancel(false);
            running.end();
            stdout.end();
            stderr.end();
        }
    }

    private Execution stopped(Stopping stopping, HeardOutput heard, Duration elapsed) {
        return switch (stopping.reason.get()) {
            case TIME ->
                new Execution.LimitHit(Limit.TIME, "it was stopped at its deadline", false, heard.output(), elapsed);
            case OUTPUT ->
                new Execution.LimitHit(Limit.OUTPUT, "it printed far too much", false, heard.output(), elapsed);
            case CANCEL -> new Execution.Cancelled(false, heard.output(), elapsed);
            case null -> new Execution.Cancelled(false, heard.output(), elapsed);
        };
    }

    /// Ends one run. A run that has yet to begin looks at the reason then.
    private final class Stopping {
        private final int run;
        private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();

        private Stopping(int run) {
            this.run = run;
        }

        void stop(Reason because) {
            if (reason.compareAndSet(null, because) && guest.isDone()) {
                running.interrupt(run, guest.resultNow());
            }
        }
    }

    @Override
    public void close() {
        if (!closing.isRequested()) {
            closing.cancel();
            onClose.accept(this);
            thread.execute(() -> guest.resultNow().close());
            thread.shutdown();
        }
    }

    private void requireOpen() {
        if (closing.isRequested()) {
            throw new IllegalStateException("this interpreter is closed");
        }
    }

    /// @param interrupted what to do when the calling thread is interrupted, which waits for the end all the same
    private <T> T onThread(Callable<T> task, Runnable interrupted) {
        Future<T> future = thread.submit(task);
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                    interrupted.run();
                }
            }
        } catch (ExecutionException e) {
            throw new SandboxException("the interpreter failed: " + e.getCause(), e);
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// Passes output of the run in progress to whoever listens to it.
    private final class Output implements GuestOutput.Sink {

        private HeardOutput heard;
        private Stopping stopping = new Stopping(0);

        Output(int room) {
            heard = new HeardOutput((_, _) -> {}, room);
        }

        synchronized void begin(HeardOutput now, Stopping run) {
            heard = now;
            stopping = run;
        }

        @Override
        public synchronized void output(Channel channel, byte[] bytes, int length) {
            try {
                heard.hear(channel == Channel.STDOUT ? 1 : 2, Arrays.copyOf(bytes, length));
            } catch (Wire.WireException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void flood() {
            stopping.stop(Reason.OUTPUT);
        }
    }
}
