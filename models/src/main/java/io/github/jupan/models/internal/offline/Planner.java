package io.github.jupan.models.internal.offline;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides on the next turn of a conversation. Keeps no state: the same messages always give the same reply, so the
/// turn after a run plans the question again and reads the result with that plan.
public final class Planner {

    /// A line that only the help has.
    private static final String HELP = Phrases.models().lines().findFirst().orElseThrow();

    private static final Set<String> HELP_WISHED = Set.of("help", "help!", "help?", "도움말", "도움말!", "도움말?");

    private Planner() {}

    public static Reply reply(List<ChatMessage> messages) {
        Dialogue dialogue = Dialogue.of(messages);
        Sentence sentence = Sentence.of(dialogue.question());
        Phrases phrases = Phrases.in(sentence.language());
        if (HELP_WISHED.contains(dialogue.question().strip().toLowerCase(Locale.ROOT))) {
            return new Reply.Says(phrases.help());
        }
        if (!dialogue.codeAllowed()) {
            return new Reply.Says(phrases.codeIsOff());
        }
        Plan earlier = Understanding.earlier(dialogue.earlier(), dialogue.documents());
        Optional<Plan> understood = Understanding.of(sentence, new Context(dialogue.documents(), earlier));
        if (understood.isEmpty()) {
            return new Reply.Wonders(hasHelped(messages) ? phrases.unknownAgain() : phrases.unknown());
        }
        Plan plan = understood.get();
        if (plan instanceof Plan.Unclear unclear) {
            return new Reply.Wonders(phrases.doubt(unclear.doubt()));
        }
        return switch (dialogue.result()) {
            case null -> new Reply.Runs(phrases.thought(plan), PythonWriter.write(plan));
            case RunResult.Failed failed -> new Reply.Says(phrases.failed(failed.why()));
            case RunResult.Printed printed ->
                new Reply.Says(
                        Expected.fits(plan, printed.lines())
                                ? phrases.answer(plan, printed.lines())
                                : phrases.unexpected(printed.lines().getFirst()));
        };
    }

    private static boolean hasHelped(List<ChatMessage> messages) {
        return messages.stream()
                .anyMatch(message -> message instanceof AiMessage ai
                        && ai.text() != null
                        && ai.text().contains(HELP));
    }
}
