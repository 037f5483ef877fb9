package io.github.jupan.sandbox;

/// A place that runs untrusted Python. Safe for use by many threads.
public interface Sandbox extends AutoCloseable {

    /// Opens an interpreter with no variables of anybody else. Cheap: the work behind it starts at once, in the
    /// background.
    ///
    /// @throws SandboxException when no interpreter can be started on this machine
    Interpreter open(Limits limits);

    /// Ends every interpreter that this sandbox opened.
    @Override
    void close();
}
