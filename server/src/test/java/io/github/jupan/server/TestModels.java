package io.github.jupan.server;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Dialect;
import java.util.List;
import java.util.Optional;

/// One model under every name but `none`.
public record TestModels(StreamingChatModel model) implements ModelSource {

    @Override
    public Opened open(Optional<String> name, Settings settings) {
        if (name.equals(Optional.of("none"))) {
            throw new RequestException(RequestException.Kind.MODEL, "there is no model none");
        }
        return new Opened(name.orElse("test"), model, Dialect.AUTO);
    }

    @Override
    public List<Listing> list() {
        return List.of(new Listing("test:NAME", true, "it is here"));
    }

    @Override
    public List<TokenPiece> split(String text, Optional<String> encoding) {
        return text.chars()
                .mapToObj(each -> new TokenPiece(each, Optional.of(Character.toString(each)), Character.toString(each)))
                .toList();
    }
}
