package io.github.jupan.agent.internal.turn;

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
import io.github.jupan.sandbox.Cancellation;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request on its way: turns a provider's callbacks into signals that the loop takes at its own pace. Closing it
/// cancels what is left; a provider that cannot cancel, or that hangs, is ignored from then on.
///
/// The one class that takes LangChain4j's unannotated callbacks, and so checks them for nulls.
final class ModelStream implements AutoCloseable {

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Thread caller;
    private final Stop stop;
    private final Cancellation.Registration stopping;
    private volatile @Nullable StreamingHandle handle;
    private volatile boolean closed;

    ModelStream(StreamingChatModel model, ChatRequest request, Stop stop) {
        this.stop = stop;
        stopping = stop.token().onCancel(() -> signals.add(new Signal.Stopped()));
        caller = stop.start("jupan-model", () -> {
            try {
                model.chat(request, new Handler());
            } catch (Throwable thrown) {
                signals.add(new Signal.Failed(thrown));
            }
        });
    }

    /// The next signal; null when there was none before the patience ended.
    @Nullable
    Signal next(Duration patience) throws InterruptedException {
        return stop.requested() ? new Signal.Stopped() : signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closed = true;
        stopping.close();
        cancel(handle);
        caller.interrupt();
    }

    private static void cancel(@Nullable StreamingHandle handle) {
        if (handle != null && !handle.isCancelled()) {
            handle.cancel();
        }
    }

    private final class Handler implements StreamingChatResponseHandler {

        private void take(@Nullable StreamingHandle from, Signal signal) {
            handle = from;
            if (closed) {
                cancel(from);
            } else {
                signals.add(signal);
            }
        }

        @Override
        public void onPartialResponse(@Nullable String text) {
            text(text, null);
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            text(partial.text(), context.streamingHandle());
        }

        private void text(@Nullable String text, @Nullable StreamingHandle from) {
            if (text != null) {
                take(from, new Signal.Text(text));
            }
        }

        @Override
        public void onPartialThinking(PartialThinking partial) {
            thinking(partial.text(), null);
        }

        @Override
        public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
            thinking(partial.text(), context.streamingHandle());
        }

        private void thinking(@Nullable String text, @Nullable StreamingHandle from) {
            if (text != null) {
                take(from, new Signal.Thinking(text));
            }
        }

        @Override
        public void onPartialToolCall(PartialToolCall partial) {
            call(partial, null);
        }

        @Override
        public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
            call(partial, context.streamingHandle());
        }

        private void call(PartialToolCall partial, @Nullable StreamingHandle from) {
            String arguments = partial.partialArguments();
            take(
                    from,
                    new Signal.PartialCall(
                            partial.index(), partial.id(), partial.name(), arguments == null ? "" : arguments));
        }

        /// A model that reads its prompt for long hands over beforehand what cancels it.
        @Override
        public void onUnmappedRawEvent(Object event) {
            if (event instanceof StreamingHandle early) {
                handle = early;
                if (closed) {
                    cancel(early);
                }
            }
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall complete) {
            take(handle, new Signal.CompleteCall(complete.index(), complete.toolExecutionRequest()));
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            take(handle, new Signal.Done(response));
        }

        @Override
        public void onError(Throwable error) {
            take(handle, new Signal.Failed(error));
        }
    }
}
