package io.github.jupan.models;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which model to use, and why that one: the one asked for, else `JUPAN_MODEL`, else the user's configuration, else
/// `offline`. No money is spent unasked: a provider's key alone selects nothing.
///
/// @param hint one line on how to use a real model, when a key for one is there and none was selected
public record ModelSelection(String name, Source source, Optional<String> hint) {

    /// Who chose the model.
    public enum Source {
        OPTION,
        ENVIRONMENT,
        CONFIGURATION,
        DEFAULT
    }

    /// Selects a model.
    ///
    /// @param option what the user wrote on the command line
    /// @param home the user's home folder
    /// @throws ModelConfigurationException when the configuration is unreadable, naming file and line
    public static ModelSelection select(Optional<String> option, Map<String, String> environment, Path home) {
        if (option.isPresent()) {
            return new ModelSelection(option.get(), Source.OPTION, Optional.empty());
        }
        String variable = environment.getOrDefault("JUPAN_MODEL", "").strip();
        if (!variable.isEmpty()) {
            return new ModelSelection(variable, Source.ENVIRONMENT, Optional.empty());
        }
        return Configuration.model(Configuration.file(environment, home))
                .map(model -> new ModelSelection(model, Source.CONFIGURATION, Optional.empty()))
                .orElseGet(() -> new ModelSelection("offline", Source.DEFAULT, hint(environment)));
    }

    private static Optional<String> hint(Map<String, String> environment) {
        List<Provider> ready = Arrays.stream(Provider.values())
                .filter(provider -> provider != Provider.RESPONSES) // its key is that of OPENAI
                .filter(provider -> Keys.variable(provider, environment).isPresent())
                .toList();
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        String variables = ready.stream()
                .map(provider -> Keys.variable(provider, environment).orElseThrow())
                .collect(Collectors.joining(" and "));
        return Optional.of(variables + (ready.size() == 1 ? " is" : " are") + " set: for a real model add --model "
                + ready.stream().map(Provider::form).collect(Collectors.joining(" or --model ")));
    }
}
