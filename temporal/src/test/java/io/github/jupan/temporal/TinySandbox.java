package io.github.jupan.temporal;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Lines make its language: `x = 7` sets a variable, `x` is its value, `print x` prints it, `x += 1` adds
/// to a number, `random` gives something else each time, `late` hits its deadline and keeps the variables,
/// and `wait` runs until it is cancelled. Of texts that are checked the last is always a program.
public final class TinySandbox implements Sandbox {

    private static final Duration TIME = Duration.ofMillis(1);

    public final AtomicInteger alive = new AtomicInteger();
    public final List<String> ran = new CopyOnWriteArrayList<>();
    public final CountDownLatch waiting = new CountDownLatch(1);
    private final AtomicInteger random = new AtomicInteger();

    @Override
    public Interpreter open(Limits limits) {
        alive.incrementAndGet();
        return new Tiny();
    }

    @Override
    public void close() {}

    private final class Tiny implements Interpreter {
        private final Map<String, String> variables = new HashMap<>();
        private boolean closed;

        @Override
        public State bind(String name, Binding value) {
            if (value instanceof Binding.Text text) {
                variables.put(name, text.value());
            }
            return State.KEPT;
        }

        @Override
        public Execution run(String code, OutputListener listener, Cancellation cancellation) {
            if (code.startsWith("(lambda space:")) {
                return new Execution.Completed("'NP'", Execution.Output.NONE, TIME);
            }
            ran.add(code);
            StringBuilder printed = new StringBuilder();
            String value = null;
            for (String line : code.strip().split("\n")) {
                String[] words = line.strip().split(" ");
                switch (words[0]) {
                    case "wait" -> {
                        return waited(cancellation, printed);
                    }
                    case "late" -> {
                        return new Execution.LimitHit(
                                Execution.Limit.TIME, "it was stopped", false, output(printed), TIME);
                    }
                    case "random" -> value = "random " + random.incrementAndGet();
                    case "print" -> {
                        String text = variables.get(words[1]) + "\n";
                        printed.append(text);
                        text.chars()
                                .forEach(c -> listener.onOutput(OutputListener.Channel.STDOUT, Character.toString(c)));
                    }
                    default -> {
                        if (words.length == 3 && words[1].equals("=")) {
                            variables.put(words[0], words[2]);
                            value = null;
                        } else if (words.length == 3 && words[1].equals("+=")) {
                            int sum = Integer.parseInt(variables.get(words[0])) + Integer.parseInt(words[2]);
                            variables.put(words[0], Integer.toString(sum));
                            value = null;
                        } else if (variables.containsKey(words[0])) {
                            value = variables.get(words[0]);
                        } else {
                            return raised(words[0], printed);
                        }
                    }
                }
            }
            return new Execution.Completed(value, output(printed), TIME);
        }

        private Execution waited(Cancellation cancellation, StringBuilder printed) {
            CountDownLatch cancelled = new CountDownLatch(1);
            waiting.countDown();
            try (var _ = cancellation.onCancel(cancelled::countDown)) {
                cancelled.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new Execution.Cancelled(false, output(printed), TIME);
        }

        private static Execution raised(String name, StringBuilder printed) {
            String line = "NameError: name '" + name + "' is not defined";
            return new Execution.Raised(
                    new Execution.PythonError("NameError", "name '" + name + "' is not defined", line),
                    output(printed),
                    TIME);
        }

        private static Execution.Output output(StringBuilder printed) {
            return new Execution.Output(printed.toString(), "");
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                alive.decrementAndGet();
            }
        }
    }
}
