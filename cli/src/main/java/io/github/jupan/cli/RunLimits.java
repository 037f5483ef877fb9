package io.github.jupan.cli;

import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Packages;
import java.time.Duration;
import picocli.CommandLine.Option;

/// The option that bounds each run of code.
final class RunLimits {

    /// SymPy alone takes more than the usual 256 MB.
    private static final long HEAP_WITH_PACKAGES_BYTES = 512L << 20;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Stop a run of code after this time, such as 2s, 500ms or 1m. Default: 10s.")
    private Duration deadline = Limits.DEFAULT.deadline();

    Limits limits(Surroundings surroundings) {
        Limits limits = Limits.DEFAULT.withDeadline(deadline);
        return surroundings.packageFolder().packages().equals(Packages.NONE)
                ? limits
                : limits.withHeapBytes(HEAP_WITH_PACKAGES_BYTES);
    }
}
