package io.github.jupan.server;

import io.github.jupan.agent.Mode;
import io.github.jupan.sandbox.Limits;
import java.util.Optional;

/// How a session is set up, for as long as it lasts.
///
/// @param model the model's name; the server's default when empty
public record SessionOptions(Optional<String> model, Mode mode, Limits limits) {

    public static final SessionOptions DEFAULT = new SessionOptions(Optional.empty(), Mode.CODE, Limits.DEFAULT);
}
