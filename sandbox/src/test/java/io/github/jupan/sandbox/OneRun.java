package io.github.jupan.sandbox;

import java.time.Duration;

/// A program of its own for tests that need another process: runs each argument and prints the values.
public final class OneRun {

    private OneRun() {}

    public static void main(String[] snippets) {
        try (Sandbox sandbox = new WorkerSandbox();
                Interpreter python = sandbox.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(10)))) {
            for (String snippet : snippets) {
                OutputListener listener = (_, text) -> {
                    System.out.print(text);
                    System.out.flush();
                };
                Execution execution = python.run(snippet, listener, new Cancellation());
                System.out.println(execution);
            }
        }
    }
}
