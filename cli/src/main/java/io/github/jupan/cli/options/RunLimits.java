package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Packages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that bounds each run of code.
public final class RunLimits {

    /// SymPy alone takes more than the usual 256 MB.
    private static final long HEAP_WITH_PACKAGES_BYTES = 512L << 20;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Stop a run of code after this time, such as 2s, 500ms or 1m. Default: 10s.")
    private @Nullable String deadline;

    public Limits limits(Surroundings surroundings, OptionValues values) {
        Limits limits = values.get("deadline", deadline, DurationReader::read)
                .map(Limits.DEFAULT::withDeadline)
                .orElse(Limits.DEFAULT);
        return Packages.in(surroundings.packageFolder().path()).equals(Packages.NONE)
                ? limits
                : limits.withHeapBytes(HEAP_WITH_PACKAGES_BYTES);
    }
}
