package io.github.jupan.local.internal.process;

import io.github.jupan.local.LocalModelException;
import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Command.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The host's handle of one model's process. Any thread may ask, cancel and end it.
final class ModelProcess {

    private static final System.Logger LOGGER = System.getLogger(ModelProcess.class.getName());
    private static final long EXIT_SECONDS = 5;

    private final Load load;
    private final Process process;
    private final OutputStream out;
    private final LastWords lastWords;
    private final Map<Long, Receiver> waiting = new HashMap<>();
    private long asked;
    private long restingSince = System.nanoTime();
    private boolean loaded;
    private boolean unwanted;
    private boolean over;

    private ModelProcess(Load load, Process process) {
        this.load = load;
        this.process = process;
        out = process.getOutputStream();
        lastWords = new LastWords(process.getErrorStream());
    }

    /// Returns as soon as the process is there; it takes questions at once and answers them when it has loaded.
    ///
    /// @throws LocalModelException when no process can be started, or its weights alone are more than memory holds
    static ModelProcess start(Load load) {
        try {
            requireMemory(Files.size(Path.of(load.weights())), Memory.availableBytes(), load);
            ModelProcess started = new ModelProcess(load, ModelJvm.builder().start());
            // A blocking read would hold a virtual thread's carrier.
            Thread.ofPlatform().daemon().name("model-reports").start(started::readReports);
            Lines.write(started.out, load);
            return started;
        } catch (IOException e) {
            throw new LocalModelException("no process could be started for a model: " + e.getMessage(), e);
        }
    }

    private static void requireMemory(long weights, long available, Load load) {
        if (weights > available) {
            throw new LocalModelException(String.format(
                    Locale.ROOT,
                    "%s cannot be loaded: it needs %.1f GB of memory and %.1f GB are free; end other programs, or %s",
                    Path.of(load.weights()).getFileName(),
                    weights / 1e9,
                    available / 1e9,
                    Causes.ANOTHER_WAY));
        }
    }

    /// @return the question's number here; empty when the process has ended meanwhile
    Optional<Long> ask(Ask ask, Receiver receiver) {
        long id;
        synchronized (this) {
            if (over || unwanted || !process.isAlive()) {
                return Optional.empty();
            }
            id = ++asked;
            waiting.put(id, receiver);
            if (waiting.size() > load.slots()) {
                LOGGER.log(
                        Level.INFO,
                        "{0} answers {1} questions at once: this one waits its turn",
                        Path.of(load.weights()).getFileName(),
                        load.slots());
            }
        }
        send(ask.numbered(id));
        return Optional.of(id);
    }

    /// Nothing comes for it any more.
    void cancel(long id) {
        if (forget(id) != null) {
            send(new Command.Cancel(id));
        }
    }

    private void send(Command command) {
        try {
            Lines.write(out, command);
        } catch (IOException e) {
            // The process is gone: whoever waits for it hears so from the thread that reads.
        }
    }

    private synchronized @Nullable Receiver forget(long id) {
        Receiver receiver = waiting.remove(id);
        restingSince = System.nanoTime();
        return receiver;
    }

    /// Ends it when nobody has been waiting for it for so long.
    ///
    /// @return whether it was ended
    boolean endIfRested(long nanos) {
        synchronized (this) {
            if (!waiting.isEmpty() || System.nanoTime() - restingSince < nanos) {
                return false;
            }
            unwanted = true;
        }
        process.destroyForcibly();
        return true;
    }

    void end() {
        synchronized (this) {
            unwanted = true;
        }
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    OptionalLong residentBytes() {
        return Memory.residentBytes(process.pid());
    }

    private void readReports() {
        String refusal = "";
        try (BufferedReader in = Lines.reader(process.getInputStream())) {
            for (Report report = Lines.read(in, Report.class); report != null; report = Lines.read(in, Report.class)) {
                switch (report) {
                    case Report.Loaded _ -> loaded();
                    case Report.NotLoaded not -> refusal = not.words();
                    case Report.Answer answer -> hand(answer);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a model's process wrote something that cannot be read", e);
        }
        process.destroyForcibly();
        over(refusal);
    }

    private synchronized void loaded() {
        loaded = true;
    }

    private void hand(Report.Answer answer) {
        Receiver receiver = switch (answer) {
            case Report.Piece piece -> waitingFor(piece.id());
            case Report.Done _, Report.Refused _ -> forget(answer.id());
        };
        if (receiver != null) {
            receiver.take(answer);
        }
    }

    private synchronized @Nullable Receiver waitingFor(long id) {
        return waiting.get(id);
    }

    private void over(String refusal) {
        String why = why(refusal);
        List<Receiver> all;
        synchronized (this) {
            over = true;
            all = List.copyOf(waiting.values());
            waiting.clear();
        }
        for (Receiver receiver : all) {
            receiver.ended(new LocalModelException(why));
        }
    }

    private String why(String refusal) {
        synchronized (this) {
            if (unwanted) {
                return "the model was closed while it answered";
            }
        }
        String cause = lastWords
                .cause()
                .or(() -> Causes.in(List.of(refusal)))
                .or(() -> refusal.isBlank() ? Optional.empty() : Optional.of(refusal))
                .orElseGet(() -> awaitExit() ? Causes.of(process.exitValue()) : "it does not end");
        synchronized (this) {
            if (loaded) {
                return "the model's process ended before its answer did (" + cause
                        + "); ask again: a new process is started";
            }
            return cause.equals(Causes.ADAPTER)
                    ? load.adapter() + " cannot be loaded: it is another model's adapter, or damaged"
                    : load.weights() + " cannot be loaded: " + cause + "; " + Causes.ANOTHER_WAY;
        }
    }

    private boolean awaitExit() {
        try {
            return process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
