package io.github.jupan.agent.internal.turn;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.Usage;
import io.github.jupan.prompts.Prompt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Chooses what of a conversation goes into one request, so that it keeps within a number of tokens.
///
/// First the results of runs and tools are shortened, the oldest first. Then whole exchanges, a model's message with
/// the results that belong to it, are left out, the oldest first: those of earlier questions, then earlier questions
/// with their answers, then exchanges of the last question. The system message and the last question always stay, and
/// so does the last exchange, whose results are shortened only when nothing else is left to give.
///
/// Each call in a request has its result right behind it and each result its call, whatever the transcript holds. Two
/// messages of the user's stand in a row only where they do so in the transcript.
///
/// The transcript itself stays whole. One for each conversation; one thread at a time.
public final class ContextWindow {

    /// What a shortened result keeps of its beginning and of its end, in characters.
    private static final int KEPT = 200;

    /// How often in a row a provider may find a request too long.
    private static final int REFUSALS = 8;

    private Set<ChatMessage> questions = identities();
    private IdentityHashMap<ChatMessage, Long> sizes = new IdentityHashMap<>();
    private long limit;
    private long learned = Long.MAX_VALUE;
    private Draft draft = new Draft("", "", List.of());
    private Sent sent = new Sent("", List.of());
    private Sent measured = sent;
    private long measuredTokens;
    private int refusals;

    /// What a request is made from.
    private record Draft(String system, String tools, List<ChatMessage> transcript) {
        private String around() {
            return system + "\n\n" + Prompt.LEFT_OUT.text() + tools;
        }
    }

    /// What went into a request.
    private record Sent(String around, List<ChatMessage> messages) {}

    public ContextWindow(long limitTokens) {
        limit = limitTokens;
    }

    /// The most tokens of a request from now on, unless the provider has said that it takes fewer.
    public void within(long limitTokens) {
        limit = Math.min(limitTokens, learned);
    }

    /// The message is a question of the user's; others that come in the user's name are results and reminders.
    public void asks(ChatMessage question) {
        questions.add(question);
        refusals = 0;
    }

    /// The messages of a request: the system's, then what there is room for of the transcript.
    public List<ChatMessage> request(String system, List<ToolSpecification> tools, List<ChatMessage> transcript) {
        forgetAllBut(transcript);
        draft = new Draft(system, tools.toString(), transcript);
        Fitting fitting = fitted();
        List<ChatMessage> messages = fitting.messages();
        sent = new Sent(draft.around(), List.copyOf(messages));
        messages.addFirst(SystemMessage.from(fitting.leftOut ? system + "\n\n" + Prompt.LEFT_OUT.text() : system));
        return messages;
    }

    /// What the provider counted of the last request.
    public void counted(Usage usage) {
        refusals = 0;
        if (usage.known()) {
            measured = sent;
            measuredTokens = usage.inputTokens();
        }
    }

    /// The provider found the last request too long: the limit becomes three quarters of what it said that it takes,
    /// which leaves room for an answer, or else half of what was sent.
    ///
    /// @param toldTokens the most that it takes, where it said so
    /// @param countedTokens what it counted, where it said so
    /// @return whether the next request is shorter; if not, the question is too long as it stands
    public boolean shrink(OptionalLong toldTokens, OptionalLong countedTokens) {
        refusals++;
        if (countedTokens.isPresent()) {
            measured = sent;
            measuredTokens = countedTokens.getAsLong();
        }
        double sentTokens = size(sent) * providersTokens();
        double most =
                toldTokens.isPresent() ? Math.min((double) toldTokens.getAsLong(), sentTokens) * 3 / 4 : sentTokens / 2;
        learned = Math.max(1, Math.min(limit, (long) most));
        limit = learned;
        return refusals <= REFUSALS && sum(fitted().messages()) < sum(sent.messages());
    }

    /// A failed question's messages leave the transcript, and new ones come: nothing is kept of those that are gone.
    private void forgetAllBut(List<ChatMessage> transcript) {
        Set<ChatMessage> stillAsked = identities();
        IdentityHashMap<ChatMessage, Long> stillSized = new IdentityHashMap<>();
        for (ChatMessage message : transcript) {
            if (questions.contains(message)) {
                stillAsked.add(message);
            }
            Long size = sizes.get(message);
            if (size != null) {
                stillSized.put(message, size);
            }
        }
        questions = stillAsked;
        sizes = stillSized;
    }

    private static Set<ChatMessage> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private Fitting fitted() {
        Fitting fitting = new Fitting(Asked.in(draft.transcript(), questions::contains));
        String around = draft.around();
        if (MessageTokens.atMost(around) + MessageTokens.atMost(draft.transcript()) > limit) {
            draft.transcript().forEach(each -> sizes.computeIfAbsent(each, MessageTokens::of));
            fitting.fit((long) (limit / providersTokens()) - MessageTokens.of(around));
        }
        return fitting;
    }

    /// How many tokens of the provider's are one of ours. One that counts less may have left out what it had cached.
    private double providersTokens() {
        return Math.max(1, measuredTokens / (double) Math.max(1, size(measured)));
    }

    private long size(Sent request) {
        return MessageTokens.of(request.around()) + sum(request.messages());
    }

    private long sum(List<ChatMessage> messages) {
        return messages.stream().mapToLong(this::size).sum();
    }

    private long size(ChatMessage message) {
        Long known = sizes.get(message);
        return known == null ? MessageTokens.of(message) : known;
    }

    /// A transcript on its way into a request.
    private final class Fitting {
        private final List<Asked> earlier;
        private final Asked last;
        private boolean leftOut;
        private long size;
        private long room;

        private Fitting(List<Asked> all) {
            earlier = all;
            last = all.isEmpty() ? new Asked(new ArrayList<>(), new ArrayList<>()) : all.removeLast();
        }

        private List<ChatMessage> messages() {
            List<ChatMessage> messages = new ArrayList<>();
            earlier.forEach(asked -> messages.addAll(asked.messages()));
            messages.addAll(last.messages());
            return messages;
        }

        private void fit(long tokens) {
            room = tokens;
            size = sum(messages());
            earlier.forEach(asked -> asked.exchanges().replaceAll(this::shortened));
            List<Exchange> ofLast = last.exchanges();
            ofLast.subList(0, Math.max(0, ofLast.size() - 1)).replaceAll(this::shortened);
            earlier.forEach(this::leaveOutAllButOne);
            earlier.removeIf(asked -> size > room && leaveOut(asked.messages()));
            leaveOutAllButOne(last);
            ofLast.replaceAll(this::shortened);
        }

        private Exchange shortened(Exchange exchange) {
            return size > room ? exchange.told(this::shortened) : exchange;
        }

        private ChatMessage shortened(ChatMessage message) {
            if (size <= room) {
                return message;
            }
            ChatMessage smaller = ContextWindow.shortened(message);
            size += size(smaller) - size(message);
            return smaller;
        }

        private void leaveOutAllButOne(Asked asked) {
            List<Exchange> exchanges = asked.exchanges();
            while (size > room
                    && exchanges.size() > 1
                    && leaveOut(exchanges.getFirst().messages())) {
                exchanges.removeFirst();
            }
        }

        private boolean leaveOut(List<ChatMessage> messages) {
            size -= sum(messages);
            leftOut = true;
            return true;
        }
    }

    private static ChatMessage shortened(ChatMessage message) {
        return switch (message) {
            case ToolExecutionResultMessage result ->
                result.toBuilder().contents(shortened(result.contents())).build();
            case UserMessage result ->
                result.toBuilder().contents(shortened(result.contents())).build();
            default -> message;
        };
    }

    private static List<Content> shortened(List<Content> contents) {
        return contents.stream()
                .map(each -> each instanceof TextContent text ? TextContent.from(shortened(text.text())) : each)
                .toList();
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
