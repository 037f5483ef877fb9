package io.github.jupan.server;

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

/// Two statements make its language: `x = 1` sets a variable, and `x` is its value; `wait` runs until it is
/// cancelled.
public final class TinySandbox implements Sandbox {

    private static final Duration TIME = Duration.ofMillis(1);

    final AtomicInteger alive = new AtomicInteger();
    final List<String> ran = new CopyOnWriteArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);

    /// Until something waits.
    public void awaitWaiting() throws InterruptedException {
        waiting.await();
    }

    @Override
    public Interpreter open(Limits limits) {
        alive.incrementAndGet();
        return new Tiny();
    }

    @Override
    public void close() {}

    private final class Tiny implements Interpreter {
        private final Map<String, String> variables = new HashMap<>();
        private final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public State bind(String name, Binding value) {
            variables.put(
                    name,
                    switch (value) {
                        case Binding.Text text -> text.value();
                        case Binding.TextList list -> list.values().toString();
                        case Binding.TextMap map -> map.values().toString();
                        case Binding.Function function -> function.documentation();
                    });
            return State.KEPT;
        }

        @Override
        public Execution run(String code, OutputListener listener, Cancellation cancellation) {
            ran.add(code);
            if (code.equals("wait")) {
                waiting.countDown();
                try (var _ = cancellation.onCancel(cancelled::countDown)) {
                    cancelled.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return new Execution.Cancelled(false, Execution.Output.NONE, TIME);
            }
            String[] sides = code.split(" = ", 2);
            if (sides.length == 2) {
                variables.put(sides[0], sides[1]);
            }
            String value = variables.get(sides[0]);
            return value == null
                    ? new Execution.Raised(
                            new Execution.PythonError("NameError", code, "NameError: " + code),
                            Execution.Output.NONE,
                            TIME)
                    : new Execution.Completed(value, Execution.Output.NONE, TIME);
        }

        @Override
        public void close() {
            cancelled.countDown();
            alive.decrementAndGet();
        }
    }
}
