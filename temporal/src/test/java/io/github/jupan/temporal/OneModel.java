package io.github.jupan.temporal;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Dialect;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.Settings;
import java.util.List;
import java.util.Optional;

/// A worker's only model.
public record OneModel(StreamingChatModel model) implements ModelSource {

    @Override
    public Opened open(Optional<String> name, Settings settings) {
        return new Opened("scripted:one", model, Dialect.AUTO);
    }

    @Override
    public List<Listing> list() {
        return List.of();
    }

    @Override
    public List<TokenPiece> split(String text, Optional<String> encoding) {
        return List.of();
    }
}
