package io.github.jupan.models.internal.wire;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// A provider's client, each turn of it an [Exchange]. Hands on exactly one end, `onCompleteResponse` or `onError`,
/// and nothing after it; no request holds a call whose arguments are no JSON object, which most providers refuse.
public final class WireModel implements StreamingChatModel {

    private final StreamingChatModel model;
    private final Function<ChatRequest, Exchange> exchanges;

    /// @param model a client that sends through a [ProviderHttpClient]
    public WireModel(StreamingChatModel model, Function<ChatRequest, Exchange> exchanges) {
        this.model = model;
        this.exchanges = exchanges;
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        ChatRequest sent = ChatRequest.builder()
                .messages(request.messages().stream().map(WireModel::readable).toList())
                .parameters(request.parameters())
                .build();
        Exchange exchange = exchanges.apply(sent);
        ScopedValue.where(Exchange.CURRENT, exchange).run(() -> model.doChat(sent, new OneEnd(handler, exchange)));
    }

    private static ChatMessage readable(ChatMessage message) {
        if (!(message instanceof AiMessage ai) || !ai.hasToolExecutionRequests()) {
            return message;
        }
        List<ToolExecutionRequest> calls = ai.toolExecutionRequests().stream()
                .map(call -> call.toBuilder()
                        .arguments(CallArguments.object(call.arguments()))
                        .build())
                .toList();
        return calls.equals(ai.toolExecutionRequests())
                ? message
                : ai.toBuilder().toolExecutionRequests(calls).build();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return model.listeners();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }

    private static final class OneEnd implements StreamingChatResponseHandler {

        private final StreamingChatResponseHandler handler;
        private final Exchange exchange;
        private final AtomicBoolean ended = new AtomicBoolean();

        OneEnd(StreamingChatResponseHandler handler, Exchange exchange) {
            this.handler = handler;
            this.exchange = exchange;
        }

        @Override
        public void onPartialResponse(String text) {
            if (!ended.get()) {
                handler.onPartialResponse(text);
            }
        }

        @Override
        public void onPartialResponse(PartialResponse text, PartialResponseContext context) {
            if (!ended.get()) {
                handler.onPartialResponse(text, context);
            }
        }

        @Override
        public void onPartialThinking(PartialThinking thinking) {
            if (!ended.get()) {
                handler.onPartialThinking(thinking);
            }
        }

        @Override
        public void onPartialThinking(PartialThinking thinking, PartialThinkingContext context) {
            if (!ended.get()) {
                handler.onPartialThinking(thinking, context);
            }
        }

        @Override
        public void onPartialToolCall(PartialToolCall call) {
            if (!ended.get()) {
                handler.onPartialToolCall(call);
            }
        }

        @Override
        public void onPartialToolCall(PartialToolCall call, PartialToolCallContext context) {
            if (!ended.get()) {
                handler.onPartialToolCall(call, context);
            }
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall call) {
            if (!ended.get()) {
                handler.onCompleteToolCall(call);
            }
        }

        @Override
        public void onUnmappedRawEvent(Object event) {
            if (!ended.get()) {
                handler.onUnmappedRawEvent(event);
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            if (!ended.getAndSet(true)) {
                handler.onCompleteResponse(exchange.complete(response));
            }
        }

        @Override
        public void onError(Throwable error) {
            if (!ended.getAndSet(true)) {
                handler.onError(error);
            }
        }
    }
}
