package io.github.jupan.agent;

import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.OptionalInt;

/// A model, and how it is spoken to.
///
/// @param maxTokens the most output tokens of one turn; the provider's own bound when empty
record SpokenModel(StreamingChatModel model, SpokenDialect dialect, OptionalInt maxTokens, Patience patience) {}
