package io.github.jupan.practice.ranking;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.internal.ranking.RankingJson;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Cancellation;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has a model judge, in both orders, because models favour a place: where the two judgements differ it is a tie. What
/// cannot be understood is skipped. Neither the right answers nor who wrote the attempts are shown to it.
///
/// @param agent asked without code
/// @param model its name
/// @param cancellation ends a judgement that is on its way
public record JudgeModel(Agent agent, String model, Cancellation cancellation) implements PairJudge {

    private static final Pattern LAST_WORD = Pattern.compile("(?<![\\p{L}\\p{N}])(A|B|TIE|Tie|tie)[^\\p{L}\\p{N}]*$");

    @Override
    public String name() {
        return "judge:" + model;
    }

    /// Empty when it was cancelled.
    ///
    /// @throws io.github.jupan.agent.ModelException when the model cannot be reached or refuses
    @Override
    public Optional<Verdict> judge(Exercise exercise, Attempt first, Attempt second) {
        Verdict one = asked(exercise, first, second);
        Verdict other = asked(exercise, second, first).turned();
        if (cancellation.isRequested()) {
            return Optional.empty();
        }
        boolean understood = one != Verdict.SKIPPED && other != Verdict.SKIPPED;
        return Optional.of(one == other ? one : understood ? Verdict.TIE : Verdict.SKIPPED);
    }

    private Verdict asked(Exercise exercise, Attempt first, Attempt second) {
        String text = Prompt.JUDGE.with(Map.of(
                "question", exercise.question(),
                "a", RankingJson.written(first.rollout()),
                "b", RankingJson.written(second.rollout())));
        // The task stands in the system prompt: its words, such as "use code", are not meant for the judge.
        Question question = Question.of(Prompt.JUDGE_QUESTION.text())
                .withSystem(text)
                .withMode(Mode.THINK)
                .withDocuments(exercise.documents())
                .withCancellation(cancellation);
        try (Conversation conversation = agent.open()) {
            return conversation.ask(question, event -> {}) instanceof Outcome.Answered answered
                    ? verdict(answered.text())
                    : Verdict.SKIPPED;
        }
    }

    private static Verdict verdict(String answer) {
        Matcher word = LAST_WORD.matcher(answer.strip());
        if (!word.find()) {
            return Verdict.SKIPPED;
        }
        return switch (word.group(1)) {
            case "A" -> Verdict.FIRST;
            case "B" -> Verdict.SECOND;
            default -> Verdict.TIE;
        };
    }
}
