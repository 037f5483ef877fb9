package io.github.jupan.models;

import java.util.EnumSet;
import java.util.Set;

/// The name of a model, written `provider:model`. The model itself may hold colons, as in `ollama:qwen3:8b`.
///
/// @param model the provider's own name for it; empty for `offline`, for `local`
///     when the usual one is meant, and for `ollama` when its server is to be asked
public record ModelName(Provider provider, String model) {

    private static final Set<Provider> NAMELESS = EnumSet.of(Provider.OFFLINE, Provider.LOCAL, Provider.OLLAMA);

    /// Reads a name.
    ///
    /// @throws ModelConfigurationException with one line that lists what is known
    public static ModelName parse(String name) {
        String stripped = name.strip();
        int colon = stripped.indexOf(':');
        String word = colon < 0 ? stripped : stripped.substring(0, colon);
        String model = colon < 0 ? "" : stripped.substring(colon + 1).strip();
        Provider provider = Provider.ofWord(word)
                .orElseThrow(() -> new ModelConfigurationException(
                        "unknown model " + quoted(stripped) + ": write one of " + Provider.knownForms()));
        if (provider == Provider.OFFLINE && !model.isEmpty()) {
            throw new ModelConfigurationException("offline has no models of its own: write just offline");
        }
        if (model.isEmpty() && !NAMELESS.contains(provider)) {
            throw new ModelConfigurationException(
                    quoted(stripped) + " names no model: write one of " + Provider.knownForms());
        }
        return new ModelName(provider, model);
    }

    @Override
    public String toString() {
        return model.isEmpty() ? provider.word() : provider.word() + ":" + model;
    }

    private static String quoted(String name) {
        return "\"" + name.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
