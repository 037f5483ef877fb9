package io.github.jupan.sandbox.internal.guest;

import io.github.jupan.sandbox.HostFunction;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.sandbox.internal.guest.Guest.End;
import io.github.jupan.sandbox.internal.wire.BindingWire;
import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire;
import io.github.jupan.sandbox.internal.wire.Wire.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/// Carries the host's commands out, one after another, on a platform thread with a stack deep enough for the guest.
/// While there are none it imports modules ahead.
public final class GuestThread implements GuestOutput.Sink {

    /// As Linux knows it too.
    public static final String NAME = "guest";

    /// Who takes one interpreter after another takes the next one sooner than this, and needs the processor.
    private static final int PAUSE_MILLIS = 200;

    /// Collecting all garbage takes longer than a fresh interpreter.
    private static final int MOST_UNTIDIED = 4;

    private final OutputStream out;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final GuestOutput stdout = new GuestOutput(Channel.STDOUT, this);
    private final GuestOutput stderr = new GuestOutput(Channel.STDERR, this);
    private final Engine engine = Guest.engine();
    private volatile @Nullable Guest guest;
    private final List<BindingWire.Named> unbound = new ArrayList<>();
    private int usedMegabytes;
    private int untidied;

    private final RunInProgress running = new RunInProgress();

    public GuestThread(OutputStream out, long stackBytes) {
        this.out = out;
        new Thread(null, this::work, NAME, stackBytes).start();
    }

    /// What to do while the host wants nothing.
    private enum Leisure {
        /// Import nothing yet.
        PAUSE,
        /// Import modules, as long as no snippet has run: its import hooks would run beyond its deadline.
        WARM,
        /// Give back the memory that was needed for a while.
        TIDY,
        REST;

        Leisure afterRun() {
            return this == REST ? REST : TIDY;
        }
    }

    private sealed interface Work {
        record Reset() implements Work {}

        record Bind(BindingWire.Named binding) implements Work {}

        record Run(int id, int number, int room, String code) implements Work {}
    }

    public void reset() {
        queue.add(new Work.Reset());
    }

    public void bind(BindingWire.Named binding) {
        queue.add(new Work.Bind(binding));
    }

    /// @param id of the worker's runs, for interrupts
    /// @param number of the interpreter's runs, for tracebacks
    public void run(int id, int number, int room, String code) {
        queue.add(new Work.Run(id, number, room, code));
    }

    /// What a bound function does here: it asks the host, which has first heard all that was printed, and waits.
    public HostFunction hostFunction(String name) {
        return argumentsJson -> {
            if (argumentsJson.length() > Wire.MAX_PAYLOAD / 4) {
                throw new IllegalArgumentException("the arguments of " + name + " are too long");
            }
            answers.clear();
            stdout.send();
            stderr.send();
            report(Payload.of(Report.CALL).text(name).text(argumentsJson));
            String answer = answers.take();
            if (answer.startsWith("!")) {
                throw new IllegalStateException(answer.substring(1));
            }
            return answer.substring(1);
        };
    }

    public void answer(String answer) {
        answers.add(answer);
    }

    public void interrupt(int id) {
        Guest target = guest;
        if (target != null) {
            running.interrupt(id, target);
        }
    }

    private void work() {
        try {
            Guest now = open(0);
            Leisure leisure = Leisure.WARM;
            while (true) {
                Work work = switch (leisure) {
                    case PAUSE -> queue.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    case WARM -> queue.poll();
                    case TIDY -> queue.poll(1, TimeUnit.SECONDS);
                    case REST -> queue.take();
                };
                switch (work) {
                    case null -> leisure = spend(leisure, now);
                    case Work.Reset() -> {
                        now.close();
                        unbound.clear();
                        if (++untidied == MOST_UNTIDIED || isHalfFull()) {
                            tidy();
                        }
                        now = open(usedMegabytes);
                        leisure = Leisure.PAUSE;
                    }
                    case Work.Bind(var binding) -> unbound.add(binding);
                    case Work.Run run -> {
                        run(now, run);
                        leisure = leisure.afterRun();
                    }
                }
            }
        } catch (Throwable e) {
            // The host learns of it as the end of this process.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /// @return what to do with the next free moment
    private Leisure spend(Leisure leisure, Guest guest) {
        return switch (leisure) {
            case PAUSE -> Leisure.WARM;
            case WARM -> {
                if (guest.warm()) {
                    yield Leisure.WARM;
                }
                tidy();
                // The first run after that would be a slow one.
                guest.rehearse();
                yield Leisure.REST;
            }
            case TIDY, REST -> {
                tidy();
                yield Leisure.REST;
            }
        };
    }

    private void tidy() {
        System.gc();
        usedMegabytes = (int) (usedBytes() >> 20);
        untidied = 0;
    }

    /// What is in use after a collection decides whether the host still wants this process.
    private static boolean isHalfFull() {
        return usedBytes() > Runtime.getRuntime().maxMemory() / 2;
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// @param usedMegabytes what was in use when garbage was last collected
    private Guest open(int usedMegabytes) {
        Guest fresh = new Guest(engine, stdout, stderr, hostFunction(Guest.PACKAGES));
        guest = fresh;
        report(Payload.of(Report.READY).number(usedMegabytes));
        return fresh;
    }

    private void run(Guest now, Work.Run run) throws InterruptedException {
        running.begin(run.id());
        report(Payload.of(Report.STARTED).number(run.id()));
        boolean bound = now.bind(unbound);
        unbound.clear();
        stdout.begin(run.room());
        stderr.begin(run.room());
        End end = bound ? now.run(run.number(), run.code(), run.room()) : new End.Broken();
        running.end();
        Thread.interrupted();
        stdout.end();
        stderr.end();
        report(
                switch (end) {
                    case End.Completed(String value) ->
                        value == null
                                ? Payload.of(Report.COMPLETED)
                                : Payload.of(Report.COMPLETED).text(value);
                    case End.Raised(String type, String message, String traceback) ->
                        Payload.of(Report.RAISED).text(type).text(message).text(traceback);
                    case End.Interrupted() -> Payload.of(Report.INTERRUPTED);
                    case End.Broken() -> Payload.of(Report.BROKEN);
                });
    }

    @Override
    public void output(Channel channel, byte[] bytes, int length) {
        report(Payload.of(Report.OUTPUT)
                .small(channel == Channel.STDOUT ? 1 : 2)
                .raw(bytes, 0, length));
    }

    @Override
    public void flood() {
        report(Payload.of(Report.FLOOD));
    }

    private void report(Payload payload) {
        byte[] frame = payload.frame();
        synchronized (out) {
            try {
                out.write(frame);
            } catch (IOException e) {
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
