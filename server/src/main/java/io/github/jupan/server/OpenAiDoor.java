package io.github.jupan.server;

import io.github.jupan.server.internal.openai.OpenAiServlet;
import jakarta.servlet.http.HttpServlet;

/// Lets a program that speaks OpenAI's protocol ask a model that uses code: `docs/openai.md` says what is served.
public final class OpenAiDoor {

    private final Sessions sessions;
    private final SessionOptions options;
    private final HttpOptions.Access access;

    /// @param options of what a client asks, where it does not say
    /// @param access whom the server lets in; where that is anybody there are no sessions here
    public OpenAiDoor(Sessions sessions, SessionOptions options, HttpOptions.Access access) {
        this.sessions = sessions;
        this.options = options;
        this.access = access;
    }

    /// For the path `/v1`. Addresses, tokens and origins are for whoever mounts it to check.
    public HttpServlet servlet() {
        return new OpenAiServlet(sessions, options, !(access instanceof HttpOptions.Access.Anybody));
    }
}
