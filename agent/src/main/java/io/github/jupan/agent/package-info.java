/// The loop: a question in, tokens watched, code run, an answer with its evidence out.
///
/// Start with [Agent], which opens a [Conversation]; a question ends in an [Outcome], and everything on the way is an
/// [AgentEvent]. [UseCodeChatModel] is the same as a LangChain4j model.
@NullMarked
package io.github.jupan.agent;

import org.jspecify.annotations.NullMarked;
