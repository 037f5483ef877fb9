package io.github.jupan.agent.internal.turn;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A question with all that came of it. Both lists may be changed.
///
/// @param question what the user said; nothing where a memory was cut and begins with the model
/// @param exchanges oldest first; none for a question that came to nothing
record Asked(List<ChatMessage> question, List<Exchange> exchanges) {

    /// Groups a transcript. A result that stands before the first message of the model's belongs to no call.
    static List<Asked> in(List<ChatMessage> transcript, Predicate<ChatMessage> isQuestion) {
        List<Asked> all = new ArrayList<>();
        int next = 0;
        while (next < transcript.size()) {
            ChatMessage message = transcript.get(next);
            if (all.isEmpty() || isQuestion.test(message)) {
                all.add(new Asked(new ArrayList<>(), new ArrayList<>()));
            }
            int begin = ++next;
            if (message instanceof AiMessage said) {
                while (next < transcript.size() && !begins(transcript.get(next), isQuestion)) {
                    next++;
                }
                all.getLast().exchanges().add(Exchange.of(said, transcript.subList(begin, next)));
            } else if (!(message instanceof ToolExecutionResultMessage)) {
                all.getLast().question().add(message);
            }
        }
        return all;
    }

    private static boolean begins(ChatMessage message, Predicate<ChatMessage> isQuestion) {
        return message instanceof AiMessage || isQuestion.test(message);
    }

    List<ChatMessage> messages() {
        List<ChatMessage> messages = new ArrayList<>(question);
        exchanges.forEach(exchange -> messages.addAll(exchange.messages()));
        return messages;
    }
}
