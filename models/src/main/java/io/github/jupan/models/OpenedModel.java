package io.github.jupan.models;

import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.OptionalInt;

/// A model that is ready to be asked. It holds nothing that must be closed.
///
/// @param name as the user would write it, such as `openai:gpt-5`
/// @param offersTools whether tools are offered to it where the user does not say; else it is asked for code in its
/// text
/// @param contextTokens the window that it was opened with, its answer included; empty where only the provider knows
/// @param thinking who opens its thinking, as far as its server shows
public record OpenedModel(
        String name,
        StreamingChatModel model,
        boolean offersTools,
        OptionalInt contextTokens,
        ThinkingOpener thinking) {}
