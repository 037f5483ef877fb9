package io.github.jupan.agent;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.prompts.Prompt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Chooses what of a conversation goes into one request, so that it keeps within a number of tokens.
///
/// First the results of runs and tools are shortened, the oldest first. Then whole turns, a model's message with the
/// results that belong to it, are left out, the oldest first: those of earlier questions, then earlier questions with
/// their answers, then turns of the last question. The system message and the last question always stay, and so
/// does the last turn, whose results are shortened only when nothing else is left to give. A tool's result never
/// stands without its call, and user and model take turns as before.
///
/// The transcript itself stays whole. One for each conversation; one thread at a time.
final class ContextWindow {

    /// What a shortened result keeps of its beginning and of its end, in characters.
    private static final int KEPT = 200;

    private final long limit;
    private final NavigableSet<Integer> questions = new TreeSet<>();
    private final IdentityHashMap<ChatMessage, Long> sizes = new IdentityHashMap<>();
    private Sent sent = new Sent("", List.of());
    private Sent measured = sent;
    private long measuredTokens;

    /// What went into a request.
    private record Sent(String around, List<ChatMessage> messages) {}

    ContextWindow(long limitTokens) {
        limit = limitTokens;
    }

    /// The message that goes to this place of the transcript is a question of the user's.
    void asks(int position) {
        questions.tailSet(position).clear();
        questions.add(position);
    }

    /// The messages of a request: the system's, then what there is room for of the transcript.
    List<ChatMessage> request(String system, List<ToolSpecification> tools, List<ChatMessage> transcript) {
        Fitting fitting = new Fitting(transcript);
        String around = system + "\n\n" + Prompt.LEFT_OUT.text() + tools;
        if (MessageTokens.atMost(around) + MessageTokens.atMost(transcript) > limit) {
            fitting.fit((long) (limit / providersTokens()) - MessageTokens.of(around));
        }
        List<ChatMessage> messages = fitting.messages();
        sent = new Sent(around, List.copyOf(messages));
        messages.addFirst(SystemMessage.from(fitting.turnsLeftOut ? system + "\n\n" + Prompt.LEFT_OUT.text() : system));
        return messages;
    }

    /// What the provider counted of the last request.
    void counted(Usage usage) {
        if (usage.known()) {
            measured = sent;
            measuredTokens = usage.inputTokens();
        }
    }

    /// How many tokens of the provider's are one of ours. One that counts less may have left out what it had cached.
    private double providersTokens() {
        long ours = MessageTokens.of(measured.around());
        for (ChatMessage message : measured.messages()) {
            ours += size(message);
        }
        return Math.max(1, measuredTokens / (double) Math.max(1, ours));
    }

    private long size(ChatMessage message) {
        Long known = sizes.get(message);
        return known == null ? MessageTokens.of(message) : known;
    }

    /// A transcript on its way into a request.
    private final class Fitting {
        private final List<ChatMessage> kept;
        private final boolean[] leftOut;
        private final int lastQuestion = questions.isEmpty() ? 0 : questions.last();
        private final int lastTurn;
        private boolean turnsLeftOut;
        private long size;
        private long room;

        private Fitting(List<ChatMessage> transcript) {
            kept = new ArrayList<>(transcript);
            leftOut = new boolean[kept.size()];
            int last = kept.size() - 1;
            while (last > lastQuestion && !(kept.get(last) instanceof AiMessage)) {
                last--;
            }
            lastTurn = last;
        }

        private List<ChatMessage> messages() {
            List<ChatMessage> messages = new ArrayList<>();
            for (int i = 0; i < leftOut.length; i++) {
                if (!leftOut[i]) {
                    messages.add(kept.get(i));
                }
            }
            return messages;
        }

        private void fit(long tokens) {
            room = tokens;
            for (ChatMessage message : kept) {
                size += sizes.computeIfAbsent(message, each -> MessageTokens.of(each));
            }
            shorten(0, lastTurn);
            for (int question : questions.headSet(lastQuestion)) {
                leaveOutTurns(question, answer(question));
            }
            for (int question : questions.headSet(lastQuestion)) {
                if (size > room) {
                    leaveOut(question, endOf(question));
                }
            }
            leaveOutTurns(lastQuestion, lastTurn);
            shorten(lastTurn, leftOut.length);
        }

        private void shorten(int from, int to) {
            for (int i = from; i < to && size > room; i++) {
                if (!questions.contains(i)) {
                    ChatMessage before = kept.get(i);
                    kept.set(i, shortened(before));
                    size += size(kept.get(i)) - size(before);
                }
            }
        }

        /// Leaves out turns after a question, whole and one by one, as far as to the given one.
        private void leaveOutTurns(int question, int to) {
            int turn = question + 1;
            while (turn < to && size > room) {
                int next = turn + 1;
                while (next < to && !(kept.get(next) instanceof AiMessage)) {
                    next++;
                }
                leaveOut(turn, next);
                turn = next;
            }
        }

        private void leaveOut(int from, int to) {
            for (int i = from; i < to; i++) {
                if (!leftOut[i]) {
                    leftOut[i] = true;
                    turnsLeftOut = true;
                    size -= size(kept.get(i));
                }
            }
        }

        /// The last message of a question, which is the model's.
        private int answer(int question) {
            return endOf(question) - 1;
        }

        private int endOf(int question) {
            Integer next = questions.higher(question);
            return next == null ? leftOut.length : next;
        }
    }

    private static ChatMessage shortened(ChatMessage message) {
        return switch (message) {
            case ToolExecutionResultMessage result
            when result.hasSingleText() ->
                ToolExecutionResultMessage.builder()
                        .id(result.id())
                        .toolName(result.toolName())
                        .text(shortened(result.text()))
                        .isError(result.isError())
                        .attributes(result.attributes())
                        .build();
            case UserMessage result when result.hasSingleText() -> UserMessage.from(shortened(result.singleText()));
            default -> message;
        };
    }

    private static String shortened(String text) {
        int characters = text.codePointCount(0, text.length());
        if (characters <= 3 * KEPT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, KEPT))
                + "\n[" + (characters - 2 * KEPT) + " characters are left out here, for lack of room]\n"
                + text.substring(text.offsetByCodePoints(text.length(), -KEPT));
    }
}
