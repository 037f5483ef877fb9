package io.github.jupan.server.internal.openai.request;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Calls of the clients' own tools that were handed out. A client sends back the call alone; the message that it
/// belongs to has more, such as what code ran before, and the reasoning that some providers want to see again.
public final class HandedOut {

    /// @param id the model's own
    record Call(AiMessage message, String id) {}

    private final Memory<Call> calls = new Memory<>();

    /// The same calls under ids that are theirs alone.
    public List<ToolExecutionRequest> handOut(AiMessage message) {
        List<ToolExecutionRequest> out = new ArrayList<>();
        int size = size(message);
        for (ToolExecutionRequest call : message.toolExecutionRequests()) {
            String id = "call_" + UUID.randomUUID().toString().replace("-", "");
            calls.keep(id, new Call(message, String.valueOf(call.id())), size);
            out.add(call.toBuilder().id(id).build());
        }
        return out;
    }

    private static int size(AiMessage message) {
        return message.attributes().values().stream()
                        .mapToInt(each -> String.valueOf(each).length())
                        .sum()
                + message.toolExecutionRequests().stream()
                        .mapToInt(each -> each.arguments().length())
                        .sum()
                + 100;
    }

    /// The message that these calls came in, if all of them did and they are all of it.
    ///
    /// @param ownIds where the model's own ids go then, by the client's
    Optional<AiMessage> message(List<ToolExecutionRequest> requests, Map<String, String> ownIds) {
        Map<String, String> ids = new HashMap<>();
        AiMessage message = null;
        for (ToolExecutionRequest request : requests) {
            Call call = calls.find(request.id()).orElse(null);
            if (call == null || (message != null && !message.equals(call.message()))) {
                return Optional.empty();
            }
            message = call.message();
            ids.put(request.id(), call.id());
        }
        if (message == null || message.toolExecutionRequests().size() != ids.size()) {
            return Optional.empty();
        }
        ownIds.putAll(ids);
        return Optional.of(message);
    }
}
