package io.github.jupan.cli.run;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which modules belong to Python itself, by its own word: one of those missing is a fault, any other is not.
final class StandardLibrary {

    private static final String NAMES = "import sys\nprint(*sys.stdlib_module_names)";

    private final Sandbox sandbox;
    private @Nullable Set<String> names;

    StandardLibrary(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    synchronized boolean has(String module) {
        Set<String> known = names;
        if (known == null) {
            known = ask();
            names = known;
        }
        return known.contains(module);
    }

    private Set<String> ask() {
        try (Interpreter python = sandbox.open(Limits.DEFAULT)) {
            Execution execution = python.run(NAMES, (channel, text) -> {}, new Cancellation());
            if (execution instanceof Execution.Completed completed) {
                return Set.of(completed.output().stdout().strip().split("\\s+"));
            }
            throw new IllegalStateException("Python does not say which modules it has: " + execution);
        }
    }
}
