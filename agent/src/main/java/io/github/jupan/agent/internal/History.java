package io.github.jupan.agent.internal;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A request's messages, as the loop wants them.
///
/// A caller's memory knows nothing of the code that ran before the model called one of the caller's tools. So the
/// message that hands the call out carries what came before as an attribute, and gives it back here.
///
/// @param system the caller's system messages
/// @param questions the texts of the user's messages, the question last; at least one
/// @param places where in the transcript they are
/// @param documents that came with the user's messages, by name
/// @param codeRan whether code ran in a request before, whose interpreter is gone
public record History(
        List<String> system,
        List<String> questions,
        List<Integer> places,
        List<ChatMessage> transcript,
        Map<String, String> documents,
        boolean codeRan) {

    /// The attribute with a handed-out message's own turns, as LangChain4j's JSON.
    static final String TURNS = "jupan.turns";

    /// The attribute with a user message's documents.
    public static final String DOCUMENTS = "jupan.documents";

    static History of(List<ChatMessage> messages) {
        List<String> system = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<ChatMessage> transcript = new ArrayList<>();
        Map<String, String> documents = new LinkedHashMap<>();
        boolean codeRan = false;
        for (ChatMessage message : messages) {
            switch (message) {
                case SystemMessage said -> system.add(said.text());
                case UserMessage asked -> {
                    questions.add(text(asked));
                    places.add(transcript.size());
                    transcript.add(asked);
                    documents.putAll(documents(asked));
                }
                case AiMessage answer
                when answer.attributes().get(TURNS) instanceof String turns -> {
                    transcript.addAll(ChatMessageDeserializer.messagesFromJson(turns));
                    codeRan = true;
                }
                default -> transcript.add(message);
            }
        }
        if (questions.isEmpty()) {
            questions.add("");
        }
        return new History(system, questions, places, transcript, documents, codeRan);
    }

    private static Map<String, String> documents(UserMessage message) {
        Map<String, String> documents = new LinkedHashMap<>();
        if (message.attributes().get(DOCUMENTS) instanceof Map<?, ?> given) {
            given.forEach((name, text) -> documents.put(String.valueOf(name), String.valueOf(text)));
        }
        return documents;
    }

    private static String text(UserMessage message) {
        return message.contents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }

    /// The message for the caller: the model's last, with no calls but of the caller's tools.
    ///
    /// @param added what the request added to the transcript
    static AiMessage handedOut(List<ChatMessage> added, UserTools tools) {
        AiMessage last = (AiMessage)
                added.stream().filter(AiMessage.class::isInstance).toList().getLast();
        List<ToolExecutionRequest> calls = last.toolExecutionRequests().stream()
                .filter(call -> tools.isCallers(call.name()))
                .toList();
        if (calls.isEmpty() || added.size() == 1) {
            return last;
        }
        Map<String, Object> attributes = new LinkedHashMap<>(last.attributes());
        attributes.put(TURNS, ChatMessageSerializer.messagesToJson(added));
        return last.toBuilder()
                .toolExecutionRequests(calls)
                .attributes(attributes)
                .build();
    }
}
