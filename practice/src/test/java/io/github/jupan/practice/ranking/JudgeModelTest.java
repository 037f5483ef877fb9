package io.github.jupan.practice.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Patience;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeModelTest {

    private static final Exercise EXERCISE = Exercise.of("a", "Use code: how much is 2 + 2?", "4");
    private static final Attempt LEFT = Ranked.attempt("a", 1, Ranked.rollout("alpha", "4"), Score.right("4"));
    private static final Attempt RIGHT = Ranked.attempt("a", 2, Ranked.rollout("omega", "5"), Score.wrong("5", ""));

    private static Optional<Verdict> judged(ScriptedModel model, Cancellation cancellation) {
        try (model;
                Agent agent = Agent.builder(model)
                        .mode(Mode.THINK)
                        .patience(new Patience(Duration.ofMinutes(2), 1, Duration.ZERO))
                        .build()) {
            return new JudgeModel(agent, "scripted", cancellation).judge(EXERCISE, LEFT, RIGHT);
        }
    }

    private static boolean asks(ChatRequest request, String before, String after) {
        String text = request.messages().getFirst().toString();
        return text.contains("Use code: how much is 2 + 2?")
                && text.indexOf(before) > 0
                && text.indexOf(before) < text.indexOf(after);
    }

    @ParameterizedTest
    @CsvSource({
        "The first is right.\\nA,         B,            FIRST",
        "**B**,                           'A.',         SECOND",
        "A,                               A,            TIE",
        "B,                               B,            TIE",
        "TIE,                             Tie,          TIE",
        "TIE,                             A,            TIE",
        "I like a cat,                    B,            SKIPPED",
        "A,                               I cannot say, SKIPPED",
        "The better attempt is B,         A,            SECOND",
    })
    void asksInBothOrdersAndCallsADisagreementATie(String first, String second, Verdict verdict) {
        ScriptedModel model = ScriptedModel.of(
                Script.say(first.replace("\\n", "\n")).expecting("ask", request -> asks(request, "alpha", "omega")),
                Script.say(second).expecting("ask the other way round", request -> asks(request, "omega", "alpha")));
        assertThat(judged(model, new Cancellation())).contains(verdict);
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void saysNothingOnceItIsCancelled() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        assertThat(judged(ScriptedModel.of(), cancelled)).isEmpty();
    }

    @Test
    void aModelThatCannotBeReachedIsNoVerdict() {
        ScriptedModel model = ScriptedModel.of(Script.fail(new IllegalStateException("down")));
        assertThatThrownBy(() -> judged(model, new Cancellation())).isInstanceOf(ModelException.class);
    }
}
