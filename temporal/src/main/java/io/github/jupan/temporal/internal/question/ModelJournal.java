package io.github.jupan.temporal.internal.question;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
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
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.Usage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A model whose answers are kept, piece by piece, and given again where they were kept.
///
/// A request is kept as `{"pieces": [{"text": ["I ", "count"]}, {"thinking": […]}, {"call": 0, "id": …,
/// "name": …, "arguments": […]}, {"whole": 0, …}], "end": …}`, whose end is a `response`, what `failed`, or
/// nothing where the loop wanted no more.
final class ModelJournal implements StreamingChatModel {

    private static final JsonMapper JSON = new JsonMapper();

    private final StreamingChatModel model;
    private final Position position;

    ModelJournal(StreamingChatModel model, Position position) {
        this.model = model;
        this.position = position;
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        if (position.playing()) {
            play(position.request(), handler);
        } else if (position.isOpen()) {
            ObjectNode kept = JSON.createObjectNode();
            kept.putArray("pieces");
            position.asked(kept);
            Keeping keeping = new Keeping(kept, handler);
            handler.onUnmappedRawEvent(keeping);
            model.chat(request, keeping);
        }
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }

    /// What is kept of a turn that has ended: how the provider ended it only where the loop has heard that,
    /// which may have left before.
    ///
    /// @param usage the turn's
    static void turnEnded(ObjectNode request, Usage usage) {
        if (usage.equals(new Usage(0, 0, false))
                && !request.path("end").path("response").path("input").isMissingNode()) {
            request.remove("end");
        }
    }

    private static void play(ObjectNode kept, StreamingChatResponseHandler handler) {
        Handle handle = new Handle();
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        for (JsonNode piece : kept.path("pieces")) {
            for (JsonNode part : piece.path("text")) {
                text.append(part.asText());
                handler.onPartialResponse(new PartialResponse(part.asText()), new PartialResponseContext(handle));
            }
            for (JsonNode part : piece.path("thinking")) {
                thinking.append(part.asText());
                handler.onPartialThinking(new PartialThinking(part.asText()), new PartialThinkingContext(handle));
            }
            if (piece.has("call")) {
                for (JsonNode part : piece.path("arguments")) {
                    handler.onPartialToolCall(call(piece, part.asText()), new PartialToolCallContext(handle));
                }
            }
            if (piece.has("whole")) {
                ToolExecutionRequest request = ToolExecutionRequest.builder()
                        .id(piece.path("id").textValue())
                        .name(piece.path("name").textValue())
                        .arguments(piece.path("arguments").textValue())
                        .build();
                handler.onCompleteToolCall(
                        new CompleteToolCall(piece.path("whole").asInt(), request));
            }
        }
        JsonNode end = kept.path("end");
        if (end.has("response")) {
            handler.onCompleteResponse(response(end.path("response"), text.toString(), thinking.toString()));
        } else if (end.has("failed")) {
            handler.onError(failure(end.path("failed")));
        } else {
            handler.onError(new LangChain4jException("the journal has no more of this turn"));
        }
    }

    private static PartialToolCall call(JsonNode piece, String arguments) {
        return PartialToolCall.builder()
                .index(piece.path("call").asInt())
                .id(piece.path("id").textValue())
                .name(piece.path("name").textValue())
                .partialArguments(arguments)
                .build();
    }

    private static ChatResponse response(JsonNode kept, String text, String thinking) {
        AiMessage message = (AiMessage)
                ChatMessageDeserializer.messageFromJson(kept.path("message").toString());
        AiMessage.Builder whole = message.toBuilder();
        if (kept.path("same_text").asBoolean()) {
            whole.text(text);
        }
        if (kept.path("same_thinking").asBoolean()) {
            whole.thinking(thinking);
        }
        return ChatResponse.builder()
                .aiMessage(whole.build())
                .finishReason(
                        kept.has("finish")
                                ? FinishReason.valueOf(kept.path("finish").asText())
                                : null)
                .tokenUsage(kept.has("counted") ? new TokenUsage(number(kept, "input"), number(kept, "output")) : null)
                .build();
    }

    private static @Nullable Integer number(JsonNode kept, String name) {
        return kept.has(name) ? kept.path(name).asInt() : null;
    }

    /// A failure that the loop has found a way around: its status and words say again what it means.
    private static Throwable failure(JsonNode kept) {
        String words = kept.path("words").asText();
        return kept.has("status")
                ? new HttpException(kept.path("status").asInt(), words)
                : new LangChain4jException(words);
    }

    /// Until the loop wants no more.
    private static final class Handle implements StreamingHandle {
        private volatile boolean cancelled;
        private volatile @Nullable StreamingHandle inner;

        @Override
        public void cancel() {
            cancelled = true;
            StreamingHandle within = inner;
            if (within != null) {
                within.cancel();
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        private void within(StreamingHandle handle) {
            inner = handle;
            if (cancelled && !handle.isCancelled()) {
                handle.cancel();
            }
        }
    }

    /// Keeps what the provider sends, and hands it on; as a handle, it is what the loop cancels.
    private static final class Keeping implements StreamingChatResponseHandler, StreamingHandle {
        private final ObjectNode kept;
        private final StreamingChatResponseHandler handler;
        private final Handle handle = new Handle();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();

        private Keeping(ObjectNode kept, StreamingChatResponseHandler handler) {
            this.kept = kept;
            this.handler = handler;
        }

        @Override
        public void cancel() {
            synchronized (kept) {
                handle.cancel();
            }
        }

        @Override
        public boolean isCancelled() {
            return handle.isCancelled();
        }

        @Override
        public void onPartialResponse(@Nullable String piece) {
            if (piece != null) {
                text.append(piece);
                keep("text", piece);
                handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(this));
            }
        }

        @Override
        public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            handle.within(context.streamingHandle());
            onPartialResponse(piece.text());
        }

        @Override
        public void onPartialThinking(PartialThinking piece) {
            if (piece.text() != null) {
                thinking.append(piece.text());
                keep("thinking", piece.text());
                handler.onPartialThinking(piece, new PartialThinkingContext(this));
            }
        }

        @Override
        public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
            handle.within(context.streamingHandle());
            onPartialThinking(piece);
        }

        @Override
        public void onPartialToolCall(PartialToolCall piece) {
            ObjectNode call = JSON.createObjectNode()
                    .put("call", piece.index())
                    .put("id", piece.id())
                    .put("name", piece.name());
            synchronized (kept) {
                ArrayNode pieces = pieces();
                JsonNode last = pieces.path(pieces.size() - 1);
                boolean same = last instanceof ObjectNode before
                        && before.deepCopy().without("arguments").equals(call);
                ObjectNode into = same ? (ObjectNode) last : call;
                String arguments = piece.partialArguments();
                into.withArray("arguments").add(arguments == null ? "" : arguments);
                if (!same && !isCancelled()) {
                    pieces.add(into);
                }
            }
            handler.onPartialToolCall(piece, new PartialToolCallContext(this));
        }

        @Override
        public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
            handle.within(context.streamingHandle());
            onPartialToolCall(piece);
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall call) {
            ToolExecutionRequest request = call.toolExecutionRequest();
            synchronized (kept) {
                if (!isCancelled()) {
                    pieces().addObject()
                            .put("whole", call.index())
                            .put("id", request.id())
                            .put("name", request.name())
                            .put("arguments", request.arguments());
                }
            }
            handler.onCompleteToolCall(call);
        }

        @Override
        public void onUnmappedRawEvent(Object event) {
            if (event instanceof StreamingHandle early) {
                handle.within(early);
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end("response", of(response));
            handler.onCompleteResponse(response);
        }

        @Override
        public void onError(Throwable error) {
            end("failed", of(error));
            handler.onError(error);
        }

        private ArrayNode pieces() {
            return kept.withArray("pieces");
        }

        private void keep(String kind, String piece) {
            synchronized (kept) {
                if (isCancelled()) {
                    return;
                }
                JsonNode last = pieces().path(pieces().size() - 1);
                ObjectNode into = last instanceof ObjectNode same && same.has(kind) ? same : pieces().addObject();
                into.withArray(kind).add(piece);
            }
        }

        private void end(String how, ObjectNode what) {
            synchronized (kept) {
                if (!isCancelled()) {
                    kept.putObject("end").set(how, what);
                }
            }
        }

        private ObjectNode of(ChatResponse response) {
            AiMessage message = response.aiMessage();
            boolean sameText = message.text() != null && message.text().contentEquals(text);
            boolean sameThinking =
                    message.thinking() != null && message.thinking().contentEquals(thinking);
            AiMessage.Builder rest = message.toBuilder();
            if (sameText) {
                rest.text(null);
            }
            if (sameThinking) {
                rest.thinking(null);
            }
            ObjectNode json = JSON.createObjectNode();
            json.set("message", json(ChatMessageSerializer.messageToJson(rest.build())));
            json.put("same_text", sameText).put("same_thinking", sameThinking);
            if (response.finishReason() != null) {
                json.put("finish", response.finishReason().name());
            }
            TokenUsage usage = response.tokenUsage();
            if (usage != null) {
                json.put("counted", true);
                if (usage.inputTokenCount() != null) {
                    json.put("input", usage.inputTokenCount());
                }
                if (usage.outputTokenCount() != null) {
                    json.put("output", usage.outputTokenCount());
                }
            }
            return json;
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static ObjectNode of(Throwable error) {
            ObjectNode json = JSON.createObjectNode();
            Set<String> words = new LinkedHashSet<>();
            List<Throwable> causes = new ArrayList<>();
            for (Throwable cause = error; cause != null && !causes.contains(cause); cause = cause.getCause()) {
                causes.add(cause);
                if (cause instanceof HttpException http) {
                    json.put("status", http.statusCode());
                }
                if (cause.getMessage() != null) {
                    words.add(cause.getMessage());
                }
            }
            return json.put("words", words.stream().collect(Collectors.joining("\n")));
        }
    }
}
