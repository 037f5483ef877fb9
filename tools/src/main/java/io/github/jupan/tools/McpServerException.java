package io.github.jupan.tools;

import io.github.jupan.sandbox.JupanException;
import org.jspecify.annotations.Nullable;

/// An MCP server whose tools were asked for cannot be used. The message is one line that says why.
public final class McpServerException extends JupanException {

    private static final long serialVersionUID = 1L;

    public McpServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
