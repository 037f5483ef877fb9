package io.github.jupan.local;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.nio.file.Path;

/// A model in a file of this machine.
public final class LocalModel implements StreamingChatModel, AutoCloseable {

    private final Path gguf;

    private LocalModel(Path gguf) {
        this.gguf = gguf;
    }

    public static LocalModel open(Path gguf, LocalOptions options) {
        return new LocalModel(gguf);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        handler.onError(new UnsupportedOperationException(gguf.getFileName() + " cannot be run by this version"));
    }

    @Override
    public void close() {}
}
