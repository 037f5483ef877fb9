package io.github.jupan.agent;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.OptionalInt;

/// A model, and how it is spoken to.
///
/// @param parameters of each of its turns
/// @param maxTokens the most output tokens of one turn; the provider's own bound when empty
record SpokenModel(
        StreamingChatModel model,
        SpokenDialect dialect,
        ChatRequestParameters parameters,
        OptionalInt maxTokens,
        Patience patience) {}
