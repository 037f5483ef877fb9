package io.github.jupan.models;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Remembers what a model said.
class Heard implements StreamingChatResponseHandler {

    final List<String> pieces = new CopyOnWriteArrayList<>();
    final List<String> thoughts = new CopyOnWriteArrayList<>();
    final List<ToolExecutionRequest> calls = new CopyOnWriteArrayList<>();
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final Map<Integer, String> arguments = new ConcurrentHashMap<>();
    private volatile @Nullable Throwable error;
    final AtomicInteger ends = new AtomicInteger();
    final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

    static Heard from(StreamingChatModel model, ChatRequest request) {
        Heard heard = new Heard();
        model.chat(request, heard);
        return heard.await();
    }

    Heard await() {
        try {
            end.handle((response, error) -> true).get(5, TimeUnit.MINUTES);
            return this;
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("the model neither completed nor failed; heard " + pieces, e);
        }
    }

    String text() {
        return String.join("", pieces);
    }

    ChatResponse response() {
        return await().end.resultNow();
    }

    Throwable error() {
        return await().maybeError().orElseThrow(() -> new AssertionError("no error, but " + end.resultNow()));
    }

    Optional<Throwable> maybeError() {
        return Optional.ofNullable(await().error);
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        pieces.add(piece.text());
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {
        thoughts.add(thinking.text());
    }

    /// The calls that were told in fragments, each as `name arguments`.
    List<String> fragments() {
        return names.keySet().stream()
                .map(index -> names.get(index) + " " + arguments.get(index))
                .toList();
    }

    @Override
    public void onPartialToolCall(PartialToolCall call) {
        names.put(call.index(), call.name());
        arguments.merge(call.index(), call.partialArguments(), String::concat);
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        calls.add(call.toolExecutionRequest());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        ends.incrementAndGet();
        end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        ends.incrementAndGet();
        this.error = error;
        end.completeExceptionally(error);
    }
}
