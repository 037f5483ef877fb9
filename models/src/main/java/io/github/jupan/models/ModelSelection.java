package io.github.jupan.models;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Which model to use, and why that one: the one asked for, else `JUPAN_MODEL`, else the user's configuration, else
/// `offline`. No money is spent unasked: a provider's key alone selects nothing. [ModelAccess] has what leads to it.
///
/// @param hint one line on how to use a real model, when a key for one is there and none was selected
public record ModelSelection(String name, Source source, Optional<String> hint) {

    /// Who chose the model.
    public enum Source {
        OPTION,
        PROFILE,
        ENVIRONMENT,
        CONFIGURATION,
        /// Nobody: it is there, on this machine.
        INSTALLED,
        DEFAULT
    }

    /// Selects a model.
    ///
    /// @param option what the user wrote on the command line
    /// @param home the user's home folder
    /// @throws ModelConfigurationException when the configuration is wrong, naming file and line
    public static ModelSelection select(Optional<String> option, Map<String, String> environment, Path home) {
        Configuration configuration = Configuration.read(Optional.empty(), environment, home);
        ModelAccess.Given given = new ModelAccess.Given(option, Optional.empty(), Optional.empty(), Map.of());
        return ModelAccess.of(given, configuration, environment).selection();
    }
}
