package io.github.jupan.cli;

import io.github.jupan.sandbox.Limits;
import java.time.Duration;
import picocli.CommandLine.Option;

/// The option that bounds each run of code.
final class RunLimits {

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Stop a run of code after this time, such as 2s, 500ms or 1m. Default: 10s.")
    private Duration deadline = Limits.DEFAULT.deadline();

    Limits limits() {
        return Limits.DEFAULT.withDeadline(deadline);
    }
}
