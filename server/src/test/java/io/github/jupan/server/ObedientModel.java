package io.github.jupan.server;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.agent.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A model that runs what follows `run` in the question, fails when told to, and else answers with what it was given
/// last. It is a source of models as well.
public final class ObedientModel implements StreamingChatModel, ModelSource {

    final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        requests.add(request);
        String last = ((UserMessage) request.messages().getLast()).singleText();
        if (last.equals("fail")) {
            handler.onError(new dev.langchain4j.exception.InvalidRequestException("as you wish"));
            return;
        }
        String text = last.startsWith("run ") ? "```python\n" + last.substring(4) + "\n```\n" : "You said: " + last;
        handler.onPartialResponse(text);
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .finishReason(FinishReason.STOP)
                .build());
    }

    /// What the model was told in its last request, without the system message.
    List<String> heard() {
        return requests.getLast().messages().stream()
                .filter(message -> !(message instanceof SystemMessage))
                .map(message -> message instanceof UserMessage user
                        ? user.singleText()
                        : String.valueOf(((AiMessage) message).text()))
                .toList();
    }

    @Override
    public Opened open(Optional<String> name, Settings settings) {
        if (name.filter(each -> !each.equals("obedient")).isPresent()) {
            throw new RequestException(RequestException.Kind.MODEL, "there is no model " + name.get());
        }
        return new Opened("obedient", this, Dialect.TEXT);
    }

    @Override
    public List<Listing> list() {
        return List.of(new Listing("obedient", true, "always there"));
    }

    @Override
    public List<TokenPiece> split(String text, Optional<String> encoding) {
        return List.of();
    }
}
