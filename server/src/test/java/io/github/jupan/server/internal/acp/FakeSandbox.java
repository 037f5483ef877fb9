package io.github.jupan.server.internal.acp;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Gives 3 for every snippet, and runs one that has `while True` until it is cancelled.
final class FakeSandbox implements Sandbox {

    final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    final List<Binding> bound = Collections.synchronizedList(new ArrayList<>());

    final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Interpreter open(Limits limits) {
        CountDownLatch cancelled = new CountDownLatch(1);
        return new Interpreter() {
            @Override
            public State bind(String name, Binding value) {
                bound.add(value);
                return State.KEPT;
            }

            @Override
            public Execution run(String code, OutputListener listener, Cancellation cancellation) {
                ran.add(code);
                if (code.contains("while True")) {
                    try (var _ = cancellation.onCancel(() -> {
                        cancelled.countDown();
                        stopped.countDown();
                    })) {
                        cancelled.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new Execution.Cancelled(false, Execution.Output.NONE, Duration.ofMillis(1));
                }
                return new Execution.Completed("3", Execution.Output.NONE, Duration.ofMillis(1));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
