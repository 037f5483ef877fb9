package io.github.jupan.server;

import io.github.jupan.agent.Mode;
import io.github.jupan.sandbox.Limits;
import java.util.Optional;

/// How a session is set up, for as long as it lasts.
///
/// @param model the model's name; the server's default when empty
/// @param limits of each run of code
public record SessionOptions(Optional<String> model, Mode mode, Limits limits, Settings settings) {

    public static final SessionOptions DEFAULT =
            new SessionOptions(Optional.empty(), Mode.CODE, Limits.DEFAULT, Settings.USUAL);

    /// The same with another model.
    public SessionOptions withModel(String name) {
        return new SessionOptions(Optional.of(name), mode, limits, settings);
    }

    /// The same in another mode.
    public SessionOptions withMode(Mode value) {
        return new SessionOptions(model, value, limits, settings);
    }
}
