package io.github.jupan.local.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.local.LocalModelException;
import io.github.jupan.local.internal.process.ModelProcesses.Question;
import io.github.jupan.local.internal.process.Receiver;
import io.github.jupan.local.internal.process.Report;
import io.github.jupan.local.internal.process.Report.End;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/// Hands what a process answers to LangChain4j's handler, by a thread of its own: a slow handler holds up no
/// other question. After a cancellation the handler hears nothing more.
public final class ReceivedAnswer implements Receiver, StreamingHandle {

    private final String model;
    private final StreamingChatResponseHandler handler;
    private final BlockingDeque<Runnable> calls = new LinkedBlockingDeque<>();
    private final StringBuilder text = new StringBuilder();
    private volatile boolean over;
    private volatile boolean cancelled;
    private volatile Question question = new Question(() -> {});

    public ReceivedAnswer(String model, StreamingChatResponseHandler handler) {
        this.model = model;
        this.handler = handler;
    }

    /// From here on the handler is called. It hears first what cancels the answer: the first token of a long
    /// prompt takes its time.
    public void begin(Question asked) {
        question = asked;
        calls.addFirst(() -> handler.onUnmappedRawEvent(this));
        Thread.ofVirtual().name("jupan-local").start(this::callAll);
    }

    private void callAll() {
        try {
            while (!over) {
                Runnable call = calls.take();
                if (!over) {
                    call.run();
                }
            }
        } catch (InterruptedException e) {
            cancel();
        }
    }

    @Override
    public void take(Report.Answer answer) {
        calls.add(() -> {
            switch (answer) {
                case Report.Piece piece -> hand(piece.text());
                case Report.Done done -> end(done);
                case Report.Refused refused -> fail(new InvalidRequestException(refused.words()));
            }
        });
    }

    @Override
    public void ended(LocalModelException why) {
        calls.add(() -> fail(why));
    }

    private void hand(String piece) {
        text.append(piece);
        try {
            handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(this));
        } catch (RuntimeException e) {
            question.cancel();
            fail(e);
        }
    }

    private void end(Report.Done done) {
        over = true;
        ChatResponseMetadata metadata = ChatResponseMetadata.builder()
                .modelName(model)
                .finishReason(done.end() == End.STOP ? FinishReason.STOP : FinishReason.LENGTH)
                .tokenUsage(new TokenUsage(done.inputTokens(), done.outputTokens()))
                .build();
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(AiMessage.from(text.toString()))
                .metadata(metadata)
                .build());
    }

    private void fail(Throwable error) {
        over = true;
        handler.onError(error);
    }

    @Override
    public void cancel() {
        cancelled = true;
        over = true;
        question.cancel();
        calls.add(() -> {});
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
