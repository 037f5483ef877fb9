package io.github.jupan.sandbox;

/// A function of the host that guest code may call. It runs in the host, with the host's rights, while the guest
/// waits; the time counts against the run's deadline, past which the calling thread is interrupted.
@FunctionalInterface
public interface HostFunction {

    /// @param argumentsJson a JSON object from parameter names to values; what the guest left out is absent. Hostile
    ///     code can send any text: read it as you would a stranger's
    /// @return any JSON value, which the guest gets as the Python value of the same shape
    /// @throws Exception reaches the guest as a Python `RuntimeError` with this exception's message
    String call(String argumentsJson) throws Exception;
}
