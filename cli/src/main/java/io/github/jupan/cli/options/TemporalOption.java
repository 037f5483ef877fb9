package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.temporal.TemporalAddress;
import io.github.jupan.temporal.TemporalException;
import io.github.jupan.temporal.TemporalServer;

/// What `--on` names. No class of Temporal is loaded before it is asked.
public final class TemporalOption {

    private TemporalOption() {}

    /// @param address as it was given
    /// @throws UsageException when it is none, or no server is there
    public static TemporalServer connect(String address) {
        try {
            return TemporalServer.connect(OptionValues.read("on", address, TemporalAddress::of));
        } catch (TemporalException failure) {
            throw new UsageException(String.valueOf(failure.getMessage()));
        }
    }
}
