package io.github.jupan.agent;

import dev.langchain4j.data.message.AiMessage;
import java.util.List;

/// What a model did in one turn, as far as it is kept: nothing that came after the first call it was stopped at.
///
/// @param text what it said, with any block of code as it was written
/// @param message the same for the transcript
record Turn(String text, AiMessage message, List<Call> calls, AgentEvent.Reason reason, Usage usage) {}
