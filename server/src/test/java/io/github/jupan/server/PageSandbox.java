package io.github.jupan.server;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Knows beforehand what each program comes to: the page is tested, not Python.
final class PageSandbox implements Sandbox {

    private final Map<String, Execution> runs = new ConcurrentHashMap<>();

    PageSandbox running(String code, Execution execution) {
        runs.put(code, execution);
        return this;
    }

    @Override
    public Interpreter open(Limits limits) {
        return new Interpreter() {
            @Override
            public State bind(String name, Binding value) {
                return State.KEPT;
            }

            @Override
            public Execution run(String code, OutputListener listener, Cancellation cancellation) {
                Execution execution = runs.get(code);
                if (execution == null) {
                    throw new AssertionError("nobody said what this comes to: " + code);
                }
                if (!execution.output().stdout().isEmpty()) {
                    listener.onOutput(
                            OutputListener.Channel.STDOUT, execution.output().stdout());
                }
                return execution;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
