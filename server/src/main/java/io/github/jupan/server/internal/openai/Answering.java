package io.github.jupan.server.internal.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.UnansweredException;
import io.github.jupan.agent.UseCodeChatModel;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.Session;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.openai.request.ApiException;
import io.github.jupan.server.internal.openai.request.HandedOut;
import io.github.jupan.server.internal.openai.request.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Answers what clients ask, by the messages of a request alone or in a session.
record Answering(Sessions sessions, HandedOut handedOut) {

    /// Blocks until the answer is there.
    ///
    /// @throws ApiException when the request is wrong; else what [Session] and
    ///     [io.github.jupan.server.SingleRequests] throw
    Answer answer(Query query, Telling telling, Cancellation cancellation) {
        Answer answer = query.session().isPresent()
                ? inSession(query.session().get(), query, telling, cancellation)
                : alone(query, telling, cancellation);
        if (answer.outcome() instanceof Outcome.Cancelled) {
            throw new ApiException(400, "cancelled", "the question was cancelled");
        }
        return answer;
    }

    private Answer alone(Query query, Telling telling, Cancellation cancellation) {
        ChatRequest request = ChatRequest.builder()
                .messages(query.messages())
                .parameters(query.parameters())
                .build();
        try {
            ChatResponse response = sessions.singleRequests().answer(query.options(), request, telling, cancellation);
            List<ToolExecutionRequest> calls = handedOut.handOut(response.aiMessage());
            return new Answer(Objects.requireNonNull(telling.outcome()), calls);
        } catch (UnansweredException unanswered) {
            return new Answer(unanswered.outcome(), List.of());
        }
    }

    private Answer inSession(String id, Query query, Telling telling, Cancellation cancellation) {
        Session session = sessions.findOrOpen(id, query.options());
        query.chosen().filter(name -> !name.equals(session.model())).ifPresent(name -> {
            throw ApiException.wrong(
                    "model",
                    "session " + id + " speaks with " + session.model() + "; name another session to ask " + name);
        });
        UserMessage asked = (UserMessage) query.messages().getLast();
        return new Answer(session.ask(question(query, asked, cancellation), telling), List.of());
    }

    private static Question question(Query query, UserMessage asked, Cancellation cancellation) {
        boolean textAlone = asked.contents().stream().allMatch(TextContent.class::isInstance);
        if (!textAlone) {
            throw ApiException.unsupported("messages", "in a session a question is text and text files alone");
        }
        String text = asked.contents().stream()
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
        if (text.isBlank()) {
            throw ApiException.wrong("messages", "the question is empty");
        }
        return new Question(text, documents(asked), Optional.empty())
                .withSystem(system(query.messages()))
                .withParameters(query.parameters())
                .withCancellation(cancellation);
    }

    private static String system(List<ChatMessage> messages) {
        return messages.stream()
                .filter(SystemMessage.class::isInstance)
                .map(message -> ((SystemMessage) message).text())
                .collect(Collectors.joining("\n\n"));
    }

    private static Map<String, String> documents(UserMessage asked) {
        Map<String, String> documents = new LinkedHashMap<>();
        if (asked.attributes().get(UseCodeChatModel.DOCUMENTS) instanceof Map<?, ?> given) {
            given.forEach((name, text) -> documents.put(String.valueOf(name), String.valueOf(text)));
        }
        return documents;
    }
}
