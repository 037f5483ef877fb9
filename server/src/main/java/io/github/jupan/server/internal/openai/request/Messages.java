package io.github.jupan.server.internal.openai.request;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the messages of a request, as LangChain4j has them.
final class Messages {

    private final HandedOut handedOut;
    private final List<ChatMessage> messages = new ArrayList<>();
    /// The name of each call's tool, and the model's own id for it, by the id that the client knows.
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> ownIds = new HashMap<>();

    private Messages(HandedOut handedOut) {
        this.handedOut = handedOut;
    }

    static List<ChatMessage> of(Fields request, HandedOut handedOut) {
        Messages reading = new Messages(handedOut);
        request.objects("messages").forEach(reading::add);
        if (reading.messages.stream().allMatch(SystemMessage.class::isInstance)) {
            throw ApiException.wrong("messages", "messages must hold at least one message that is not the system's");
        }
        return reading.messages;
    }

    private void add(Fields message) {
        String role = message.required("role");
        switch (role) {
            case "system", "developer" -> {
                String text = Contents.text(message);
                if (!text.isBlank()) {
                    messages.add(SystemMessage.from(text));
                }
            }
            case "user" -> messages.add(Contents.user(message));
            case "assistant" -> messages.add(answer(message));
            case "tool" -> messages.add(result(message));
            default -> throw ApiException.unsupported(message.path("role"), "there is no role " + role);
        }
    }

    private AiMessage answer(Fields message) {
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (Fields call : message.objects("tool_calls")) {
            Fields function = call.object("function")
                    .orElseThrow(
                            () -> ApiException.wrong(call.path("function"), call.path("function") + " is missing"));
            String name = function.required("name");
            names.put(call.required("id"), name);
            calls.add(ToolExecutionRequest.builder()
                    .id(call.required("id"))
                    .name(name)
                    .arguments(function.text("arguments").orElse("{}"))
                    .build());
        }
        Optional<AiMessage> known = handedOut.message(calls, ownIds);
        if (known.isPresent()) {
            return known.get();
        }
        String text = Contents.text(message);
        return calls.isEmpty()
                ? AiMessage.from(text)
                : AiMessage.builder()
                        .text(text.isEmpty() ? null : text)
                        .toolExecutionRequests(calls)
                        .build();
    }

    private ToolExecutionResultMessage result(Fields message) {
        String id = message.required("tool_call_id");
        if (!names.containsKey(id)) {
            throw ApiException.wrong(message.path("tool_call_id"), "no call before has the id " + id);
        }
        return ToolExecutionResultMessage.from(ownIds.getOrDefault(id, id), names.get(id), Contents.text(message));
    }
}
