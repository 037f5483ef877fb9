package io.github.jupan.server;

import io.github.jupan.server.internal.openai.OpenAiServlet;
import jakarta.servlet.http.HttpServlet;

/// Lets a program that speaks OpenAI's protocol ask a model that uses code: `docs/openai.md` says what is served.
public final class OpenAiDoor {

    private final Sessions sessions;
    private final SessionOptions options;

    /// @param options of what a client asks, where it does not say
    public OpenAiDoor(Sessions sessions, SessionOptions options) {
        this.sessions = sessions;
        this.options = options;
    }

    /// For the path `/v1`. Addresses, tokens and origins are for whoever mounts it to check.
    public HttpServlet servlet() {
        return new OpenAiServlet(sessions, options);
    }
}
