package io.github.jupan.local;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hears one answer.
final class Listener implements StreamingChatResponseHandler {

    private static final long PATIENCE_SECONDS = 600;

    final List<String> pieces = new CopyOnWriteArrayList<>();
    final CompletableFuture<StreamingHandle> begun = new CompletableFuture<>();
    final CompletableFuture<StreamingHandle> early = new CompletableFuture<>();
    final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

    @Override
    public void onUnmappedRawEvent(Object event) {
        early.complete((StreamingHandle) event);
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        pieces.add(partial.text());
        begun.complete(context.streamingHandle());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        whole.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        begun.completeExceptionally(error);
        whole.completeExceptionally(error);
    }

    StreamingHandle awaitHandle() {
        return await(early);
    }

    StreamingHandle awaitFirstPiece() {
        return await(begun);
    }

    ChatResponse awaitWhole() {
        return await(whole);
    }

    Throwable awaitError() {
        try {
            throw new AssertionError("an answer came: " + whole.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
