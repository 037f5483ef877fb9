package io.github.jupan.models.internal.offline;

import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides on the next turn of a conversation. Keeps no state: the same messages always give the same reply, so the
/// turn after a run plans the question again and reads the result with that plan.
public final class Planner {

    private static final int LONGEST_SAID = 1000;

    private Planner() {}

    public static Reply reply(List<ChatMessage> messages) {
        Dialogue dialogue = Dialogue.of(messages);
        String asked = dialogue.question();
        Language language = asked.codePoints().anyMatch(c -> c >= '가' && c <= '힣') ? Language.KOREAN : Language.ENGLISH;
        String word = asked.strip().replaceAll("[?!.]$", "");
        for (Language each : List.of(Language.ENGLISH, Language.KOREAN)) {
            if (each.named("help", word) != null) {
                return new Reply.Says(each.help());
            }
        }
        if (!dialogue.codeAllowed()) {
            return new Reply.Wonders(language.say("direct"));
        }
        if (Question.isTooLong(asked)) {
            return new Reply.Wonders(language.say("long"));
        }
        Plan plan = Plan.of(Question.of(asked, dialogue.documents()), earlier(dialogue));
        if (plan == null) {
            return new Reply.Wonders(language.say("unknown"));
        }
        return switch (dialogue.result()) {
            case null -> new Reply.Runs(plan.thought(), plan.code());
            case RunResult.Failed failed -> new Reply.Says(plan.language().failure(failed.why()));
            case RunResult.Printed printed -> answer(plan, printed.lines());
        };
    }

    private static Reply answer(Plan plan, List<String> lines) {
        Reply answer = plan.answer(lines);
        String first = lines.getFirst();
        String shown = first.length() <= LONGEST_SAID ? first : first.substring(0, LONGEST_SAID) + "…";
        return answer != null
                ? answer
                : new Reply.Says(String.format(plan.language().say("unexpected"), shown));
    }

    /// The plan of the question just before, on which a question such as "and in raspberry?" rests.
    private static @Nullable Plan earlier(Dialogue dialogue) {
        Plan plan = null;
        for (String question : dialogue.earlier()) {
            plan = Plan.of(Question.of(question, dialogue.documents()), plan);
        }
        return plan;
    }
}
