package io.github.jupan.local.internal.process;

import io.github.jupan.local.LocalModelException;
import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Command.Load;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The models' processes of this JVM: one for all that load the same in the same way. Each starts with the first
/// question to it and ends when it has rested for long enough, when nobody has it open any more, or with this
/// JVM.
public final class ModelProcesses {

    public static final ModelProcesses SHARED = new ModelProcesses();

    private static final int MOST_TRIES = 3;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-idle").factory());
    private final Map<Load, Shared> all = new HashMap<>();

    private ModelProcesses() {}

    private static final class Shared {

        private int holders;
        private @Nullable ModelProcess process;
    }

    /// A question on its way.
    public record Question(Runnable cancellation) {

        public void cancel() {
            cancellation.run();
        }
    }

    public synchronized void hold(Load load) {
        all.computeIfAbsent(load, _ -> new Shared()).holders++;
    }

    public synchronized void release(Load load) {
        Shared shared = all.get(load);
        if (shared != null && --shared.holders == 0) {
            all.remove(load);
            if (shared.process != null) {
                shared.process.end();
            }
        }
    }

    /// @param idle how long the process rests afterwards before it ends
    /// @throws LocalModelException when there is no process and none can be started
    /// @throws IllegalStateException when nobody holds the model
    public Question ask(Load load, Duration idle, Ask ask, Receiver receiver) {
        for (int i = 0; i < MOST_TRIES; i++) {
            ModelProcess process = process(load);
            Optional<Long> id = process.ask(ask, new Watched(receiver, process, load, idle));
            if (id.isPresent()) {
                return new Question(() -> {
                    process.cancel(id.get());
                    rests(process, load, idle);
                });
            }
        }
        throw new LocalModelException("the model's process ends as soon as it starts; see whether memory is short");
    }

    private synchronized ModelProcess process(Load load) {
        Shared shared = all.get(load);
        if (shared == null) {
            throw new IllegalStateException("the model is closed");
        }
        ModelProcess process = shared.process;
        if (process == null || !process.isAlive()) {
            process = ModelProcess.start(load);
            shared.process = process;
        }
        return process;
    }

    /// What the model's process has in memory; empty while there is none.
    public OptionalLong residentBytes(Load load) {
        ModelProcess process;
        synchronized (this) {
            Shared shared = all.get(load);
            process = shared == null ? null : shared.process;
        }
        return process == null || !process.isAlive() ? OptionalLong.empty() : process.residentBytes();
    }

    /// What the models' processes of all of this user's JVMs have in memory, by process.
    public static Map<Long, Long> residentBytes() {
        Map<Long, Long> all = new TreeMap<>();
        ProcessHandle.allProcesses()
                .filter(ModelProcesses::isModel)
                .forEach(process ->
                        Memory.residentBytes(process.pid()).ifPresent(bytes -> all.put(process.pid(), bytes)));
        return all;
    }

    /// Of a long command line the JDK shows nothing on Linux.
    private static boolean isModel(ProcessHandle process) {
        Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            String words = Files.exists(line)
                    ? Files.readString(line, StandardCharsets.ISO_8859_1)
                    : process.info().commandLine().orElse("");
            return words.contains(ModelMain.class.getName());
        } catch (IOException ended) {
            return false;
        }
    }

    private void rests(ModelProcess process, Load load, Duration idle) {
        // A little later than the time itself, so that it has passed for certain.
        var _ = clock.schedule(() -> endIfRested(process, load, idle), idle.toMillis() + 10, TimeUnit.MILLISECONDS);
    }

    private synchronized void endIfRested(ModelProcess process, Load load, Duration idle) {
        Shared shared = all.get(load);
        if (process.endIfRested(idle.toNanos()) && shared != null && shared.process == process) {
            shared.process = null;
        }
    }

    private final class Watched implements Receiver {

        private final Receiver receiver;
        private final ModelProcess process;
        private final Load load;
        private final Duration idle;

        Watched(Receiver receiver, ModelProcess process, Load load, Duration idle) {
            this.receiver = receiver;
            this.process = process;
            this.load = load;
            this.idle = idle;
        }

        @Override
        public void take(Report.Answer answer) {
            receiver.take(answer);
            switch (answer) {
                case Report.Piece _ -> {}
                case Report.Done _, Report.Refused _ -> rests(process, load, idle);
            }
        }

        @Override
        public void ended(LocalModelException why) {
            receiver.ended(why);
        }
    }
}
