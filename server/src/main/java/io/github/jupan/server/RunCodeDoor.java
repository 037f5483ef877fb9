package io.github.jupan.server;

import io.github.jupan.server.internal.http.RunCodeServlet;
import jakarta.servlet.http.HttpServlet;

/// Runs the snippets of programs that train models, as ByteDance's SandboxFusion does: `docs/run-code.md` says what is
/// served.
public final class RunCodeDoor {

    /// Where [HttpOptions#servlets] mounts it.
    public static final String PATH = RunCodeServlet.PATH;

    private final Sessions sessions;
    private final SessionOptions options;

    /// @param options whose limits hold where a request does not say
    public RunCodeDoor(Sessions sessions, SessionOptions options) {
        this.sessions = sessions;
        this.options = options;
    }

    /// For the path [#PATH]. Addresses, tokens and origins are for whoever mounts it to check.
    public HttpServlet servlet() {
        return new RunCodeServlet(sessions, options.limits());
    }
}
