package io.github.jupan.agent.internal.turn;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import io.github.jupan.prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A model's message, and what it was told in return: the results of its calls, then whatever else. A request has all
/// of it or nothing.
record Exchange(AiMessage said, List<ChatMessage> told) {

    Exchange {
        told = List.copyOf(told);
    }

    /// Pairs calls and results as providers demand. A result that no call asked for is dropped; a call that nobody
    /// answered, as in a memory that was cut or whose service failed, gets a result that says so.
    static Exchange of(AiMessage said, List<ChatMessage> behind) {
        List<ToolExecutionRequest> open = new ArrayList<>(said.toolExecutionRequests());
        List<ChatMessage> told = new ArrayList<>();
        List<ChatMessage> others = new ArrayList<>();
        for (ChatMessage message : behind) {
            if (!(message instanceof ToolExecutionResultMessage result)) {
                others.add(message);
            } else if (closed(open, result)) {
                told.add(result);
            }
        }
        open.forEach(call -> told.add(ToolExecutionResultMessage.from(call, Prompt.NO_RESULT.text())));
        told.addAll(others);
        return new Exchange(said, told);
    }

    private static boolean closed(List<ToolExecutionRequest> open, ToolExecutionResultMessage result) {
        for (ToolExecutionRequest call : open) {
            if (answers(result, call)) {
                open.remove(call);
                return true;
            }
        }
        return false;
    }

    /// Some providers give calls no ids.
    private static boolean answers(ToolExecutionResultMessage result, ToolExecutionRequest call) {
        boolean named = isBlank(result.id()) || isBlank(call.id());
        return named ? Objects.equals(result.toolName(), call.name()) : Objects.equals(result.id(), call.id());
    }

    private static boolean isBlank(@Nullable String id) {
        return id == null || id.isBlank();
    }

    Exchange told(UnaryOperator<ChatMessage> change) {
        return new Exchange(said, told.stream().map(change).toList());
    }

    List<ChatMessage> messages() {
        List<ChatMessage> messages = new ArrayList<>(told);
        messages.addFirst(said);
        return messages;
    }
}
