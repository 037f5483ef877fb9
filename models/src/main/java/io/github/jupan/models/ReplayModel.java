package io.github.jupan.models;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.models.internal.recorded.Recordings;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says again what a recorded model said. Each request tells by its own messages which step is next, so one model
/// serves
/// any number of conversations at once. A step's code comes in a fenced block; the pieces are cut at random code
/// points,
/// the same ones for the same seed. Counts no tokens. A question that was not recorded ends in
/// [ModelConfigurationException] through the handler.
public final class ReplayModel implements StreamingChatModel {

    private static final int LONGEST_PIECE = 24;
    private static final Pattern FENCE = Pattern.compile("^[ \\t]*(`{3,})", Pattern.MULTILINE);

    private final Recordings recordings;
    private final long seed;
    private final Duration delay;

    /// @param seed for where the pieces are cut
    /// @param delay between two pieces
    public ReplayModel(List<Transcript> transcripts, long seed, Duration delay) {
        this.recordings = new Recordings(transcripts);
        this.seed = seed;
        this.delay = delay;
    }

    /// Returns at once; the handler is called from a thread of its own.
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Thread.ofVirtual().name("replay").start(() -> {
            try {
                Recordings.Found found = recordings.next(request.messages());
                play(found, handler);
            } catch (ModelConfigurationException e) {
                handler.onError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                handler.onError(e);
            }
        });
    }

    private void play(Recordings.Found found, StreamingChatResponseHandler handler) throws InterruptedException {
        String text = written(found.step());
        SplittableRandom random =
                new SplittableRandom(seed * 31 + found.transcript().id().hashCode() * 1_000_003L + found.index());
        Handle handle = new Handle();
        int start = 0;
        while (start < text.length() && !handle.isCancelled()) {
            int end = start;
            for (int points = random.nextInt(1, LONGEST_PIECE + 1); points > 0 && end < text.length(); points--) {
                end += Character.charCount(text.codePointAt(end));
            }
            handler.onPartialResponse(
                    new PartialResponse(text.substring(start, end)), new PartialResponseContext(handle));
            start = end;
            if (delay.isPositive() && start < text.length()) {
                Thread.sleep(delay);
            }
        }
        if (!handle.isCancelled()) {
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(text))
                    .finishReason(FinishReason.STOP)
                    .build());
        }
    }

    /// What the model writes for a step: its text, then its code between fences that the code cannot close.
    static String written(Transcript.Step step) {
        if (step.code().isEmpty()) {
            return step.text();
        }
        String text = step.text();
        String code = step.code().get();
        String fence = "```";
        Matcher inner = FENCE.matcher(code);
        while (inner.find()) {
            String run = inner.group(1);
            fence = run.length() >= fence.length() ? run + "`" : fence;
        }
        return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + fence + "python\n" + code
                + (code.isEmpty() || code.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    private static final class Handle implements StreamingHandle {

        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
