package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.Surroundings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says where sessions are kept.
public final class StoreOption {

    private static final String VARIABLE = "JUPAN_STORE";

    @Option(
            names = "--store",
            paramLabel = "ADDRESS",
            description = "Keep sessions in a database that several machines may share, such as"
                    + " jdbc:postgresql://db.example.com/jupan?user=jupan. Default: JUPAN_STORE, else a file of yours.")
    private @Nullable String store;

    /// Empty for the usual file.
    public Optional<String> address(Surroundings surroundings) {
        return Optional.ofNullable(store).or(() -> ofEnvironment(surroundings));
    }

    public static Optional<String> ofEnvironment(Surroundings surroundings) {
        return Optional.ofNullable(surroundings.environment().get(VARIABLE)).filter(address -> !address.isBlank());
    }
}
