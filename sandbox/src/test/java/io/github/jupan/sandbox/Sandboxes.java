package io.github.jupan.sandbox;

/// Shared by tests: one sandbox, so that its workers are used again.
final class Sandboxes {

    static final Sandbox WORKERS = new PatientSandbox();
    static final Sandbox IN_PROCESS = new TrustedInProcessSandbox();

    private static final OutputListener SILENT = (_, _) -> {};

    private Sandboxes() {}

    static Execution run(Interpreter interpreter, String code) {
        return interpreter.run(code, SILENT, new Cancellation());
    }

    /// The value of a run that must complete.
    static String value(Interpreter interpreter, String code) {
        Execution execution = run(interpreter, code);
        if (execution instanceof Execution.Completed(String value, Execution.Output _, var _) && value != null) {
            return value;
        }
        throw new AssertionError("no value from " + code + " but " + execution);
    }
}
