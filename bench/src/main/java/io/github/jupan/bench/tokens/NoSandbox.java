package io.github.jupan.bench.tokens;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;

/// For answers without code: nothing runs, so nothing but the agent takes time.
final class NoSandbox implements Sandbox {

    @Override
    public Interpreter open(Limits limits) {
        return new NoInterpreter();
    }

    @Override
    public void close() {}

    private static final class NoInterpreter implements Interpreter {
        @Override
        public State bind(String name, Binding value) {
            return State.KEPT;
        }

        @Override
        public Execution run(String code, OutputListener listener, Cancellation cancellation) {
            throw new IllegalStateException("no code was expected, but " + code);
        }

        @Override
        public void close() {}
    }
}
