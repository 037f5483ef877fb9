package io.github.jupan.server.internal.openai.request;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.server.SessionOptions;
import java.util.List;
import java.util.Optional;

/// What a client asks.
///
/// @param options of the model, with what is the model's own of the request's settings
/// @param session the session to ask in; empty where the messages are the whole conversation
/// @param chosen the model's name where the client chose one
public record Query(
        SessionOptions options,
        Optional<String> chosen,
        Optional<String> session,
        List<ChatMessage> messages,
        ChatRequestParameters parameters,
        Place code) {

    /// The id by which clients mean the server's usual model.
    public static final String USUAL = "jupan";

    /// Where code and its results go.
    public enum Place {
        REASONING,
        TEXT,
        NONE
    }
}
