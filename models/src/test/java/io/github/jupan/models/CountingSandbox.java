package io.github.jupan.models;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Runs nothing and remembers what it was to run.
final class CountingSandbox implements Sandbox {

    final List<String> runs = new CopyOnWriteArrayList<>();

    @Override
    public Interpreter open(Limits limits) {
        return new Interpreter() {
            @Override
            public State bind(String name, Binding value) {
                return State.KEPT;
            }

            @Override
            public Execution run(String code, OutputListener listener, Cancellation cancellation) {
                runs.add(code);
                return new Execution.Completed("2", Execution.Output.NONE, Duration.ofMillis(1));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
