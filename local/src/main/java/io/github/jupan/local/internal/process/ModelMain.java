package io.github.jupan.local.internal.process;

import io.github.jupan.local.internal.process.Command.Ask;
import io.github.jupan.local.internal.process.Command.Load;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The process of one model. Its first thread reads what the host says, and ends the process when the host is
/// gone, whatever native code is doing.
public final class ModelMain {

    /// Threads that wait in native code for ever cost a little with each token.
    private static final int MOST_LEFT_BEHIND = 32;

    /// What llama.cpp says goes to standard error through a thread of its own.
    private static final long LAST_WORDS_MILLIS = 300;

    private final OutputStream out;
    private final CompletableFuture<Engine> engine = new CompletableFuture<>();
    private final Map<Long, Generation> running = new ConcurrentHashMap<>();
    private int leftBehind;

    private ModelMain(OutputStream out) {
        this.out = out;
    }

    /// @param arguments the folder where the native library goes
    public static void main(String[] arguments) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        ModelMain main = new ModelMain(out);
        try (BufferedReader in = Lines.reader(new FileInputStream(FileDescriptor.in))) {
            for (Command command = Lines.read(in, Command.class);
                    command != null;
                    command = Lines.read(in, Command.class)) {
                main.obey(command, Path.of(arguments[0]));
            }
        } catch (IOException | RuntimeException e) {
            // The host is gone, or talks rubbish.
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(Command command, Path natives) {
        switch (command) {
            case Load load -> Thread.ofPlatform().daemon().name("model-load").start(() -> load(load, natives));
            case Ask ask -> begin(ask);
            case Command.Cancel cancel -> cancel(cancel.id());
        }
    }

    private void load(Load load, Path natives) {
        try {
            NativeLibrary.install(natives);
            Engine loaded = Engine.load(load);
            Lines.write(out, new Report.Loaded());
            engine.complete(loaded);
        } catch (Throwable e) {
            die(e);
        }
    }

    private void die(Throwable e) {
        try {
            Thread.sleep(LAST_WORDS_MILLIS);
            Lines.write(out, new Report.NotLoaded(String.valueOf(e.getMessage())));
        } catch (IOException | InterruptedException gone) {
            // Nobody is left to tell.
        }
        Runtime.getRuntime().halt(1);
    }

    private void begin(Ask ask) {
        Generation generation = new Generation(ask, out);
        running.put(ask.id(), generation);
        Thread.ofPlatform().daemon().name("model-answer").start(() -> {
            try {
                generation.run(engine.join());
            } catch (Throwable e) {
                // The host hears the end of this process, and the cause on standard error.
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
            running.remove(ask.id());
        });
    }

    private void cancel(long id) {
        Generation generation = running.get(id);
        if (generation != null && generation.cancel()) {
            running.remove(id);
            leftBehind++;
        }
        if (leftBehind > MOST_LEFT_BEHIND && running.isEmpty()) {
            Runtime.getRuntime().halt(0);
        }
    }
}
