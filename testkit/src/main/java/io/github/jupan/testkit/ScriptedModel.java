package io.github.jupan.testkit;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A model that plays a script, turn by turn, on the calling thread. It records every request, and whether the turn
/// was cancelled. A request that is not as expected, or one too many, throws an [AssertionError] where it is made
/// and again in [#close()], so that no code under test can swallow it.
public final class ScriptedModel implements StreamingChatModel, AutoCloseable {

    private final Chunks chunks;
    private final List<Script> script;
    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<Handle> handles = new ArrayList<>();
    private final List<AssertionError> failures = new ArrayList<>();

    private ScriptedModel(Chunks chunks, List<Script> script) {
        this.chunks = chunks;
        this.script = List.copyOf(script);
    }

    /// A model whose texts come whole.
    public static ScriptedModel of(Script... script) {
        return new ScriptedModel(Chunks.whole(), List.of(script));
    }

    /// A model whose texts come in pieces.
    public static ScriptedModel of(Chunks chunks, Script... script) {
        return new ScriptedModel(chunks, List.of(script));
    }

    public synchronized List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    /// Whether the turn, counted from 1, was cancelled.
    public synchronized boolean cancelled(int turn) {
        return handles.get(turn - 1).isCancelled();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Handle handle = new Handle();
        Script turn = begin(request, handle);
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (Script.Step step : turn.steps()) {
            switch (step) {
                case Script.Step.Say say -> {
                    for (String piece : chunks.of(say.text())) {
                        if (handle.isCancelled()) {
                            return;
                        }
                        text.append(piece);
                        handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(handle));
                    }
                }
                case Script.Step.Think think -> {
                    for (String piece : chunks.of(think.text())) {
                        if (handle.isCancelled()) {
                            return;
                        }
                        thinking.append(piece);
                        handler.onPartialThinking(new PartialThinking(piece), new PartialThinkingContext(handle));
                    }
                }
                case Script.Step.Call call -> {
                    for (String piece : chunks.of(call.request().arguments())) {
                        if (handle.isCancelled()) {
                            return;
                        }
                        PartialToolCall partial = PartialToolCall.builder()
                                .index(calls.size())
                                .id(call.request().id())
                                .name(call.request().name())
                                .partialArguments(piece)
                                .build();
                        handler.onPartialToolCall(partial, new PartialToolCallContext(handle));
                    }
                    complete(call.request(), calls, handler);
                }
                case Script.Step.WholeCall call -> complete(call.request(), calls, handler);
                case Script.Step.Fail fail -> {
                    handler.onError(fail.error());
                    return;
                }
                case Script.Step.Hang hang -> {
                    handle.awaitCancel();
                    return;
                }
            }
            if (handle.isCancelled()) {
                return;
            }
        }
        AiMessage message = AiMessage.builder()
                .text(text.isEmpty() ? null : text.toString())
                .thinking(thinking.isEmpty() ? null : thinking.toString())
                .toolExecutionRequests(calls)
                .build();
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(message)
                .finishReason(turn.reason())
                .tokenUsage(turn.usage().orElse(null))
                .build());
    }

    private static void complete(
            ToolExecutionRequest request, List<ToolExecutionRequest> calls, StreamingChatResponseHandler handler) {
        handler.onCompleteToolCall(new CompleteToolCall(calls.size(), request));
        calls.add(request);
    }

    private synchronized Script begin(ChatRequest request, Handle handle) {
        requests.add(request);
        handles.add(handle);
        if (requests.size() > script.size()) {
            throw failure("the script has " + script.size() + " turns; request " + requests.size() + " is: " + request);
        }
        Script turn = script.get(requests.size() - 1);
        for (Script.Expectation expectation : turn.expectations()) {
            if (!expectation.holds().test(request)) {
                throw failure(
                        "request " + requests.size() + " should " + expectation.description() + ", but is: " + request);
            }
        }
        return turn;
    }

    private AssertionError failure(String message) {
        AssertionError failure = new AssertionError(message);
        failures.add(failure);
        return failure;
    }

    /// Checks that the script was played to its end, and nothing unexpected was asked.
    @Override
    public synchronized void close() {
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        if (requests.size() < script.size()) {
            throw new AssertionError("only " + requests.size() + " of " + script.size() + " turns were asked for");
        }
    }

    private static final class Handle implements StreamingHandle {
        private final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        @Override
        public boolean isCancelled() {
            return cancelled.getCount() == 0;
        }

        private void awaitCancel() {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
