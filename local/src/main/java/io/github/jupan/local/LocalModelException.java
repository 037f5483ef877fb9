package io.github.jupan.local;

import dev.langchain4j.exception.LangChain4jException;
import org.jspecify.annotations.Nullable;

/// A model's file cannot be loaded here, or the process that it runs in has ended. The message is one line that
/// names the cause and says what to do.
public final class LocalModelException extends LangChain4jException {

    private static final long serialVersionUID = 1L;

    public LocalModelException(String message) {
        super(message);
    }

    public LocalModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
