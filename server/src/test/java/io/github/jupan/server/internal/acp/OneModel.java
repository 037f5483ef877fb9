package io.github.jupan.server.internal.acp;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Dialect;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.Settings;
import java.util.List;
import java.util.Optional;

/// The same model for every session, by whatever name.
record OneModel(StreamingChatModel model) implements ModelSource {

    @Override
    public Opened open(Optional<String> name, Settings settings) {
        return new Opened(name.orElse("test"), model, Dialect.AUTO);
    }

    @Override
    public List<Listing> list() {
        return List.of(new Listing("other", true, "is there"), new Listing("some:NAME", true, "any"));
    }

    @Override
    public List<TokenPiece> split(String text, Optional<String> encoding) {
        return List.of();
    }
}
