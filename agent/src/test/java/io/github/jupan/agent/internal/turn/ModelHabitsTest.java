package io.github.jupan.agent.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.agent.internal.text.TextReader.ThoughtOpening;
import org.junit.jupiter.api.Test;

class ModelHabitsTest {

    @Test
    void aModelThatAnswersInTextTwiceIsSpokenToInText() {
        ModelHabits habits = new ModelHabits(Dialect.AUTO, ThinkingStart.UNKNOWN);
        assertThat(habits.answeredInText()).isFalse();
        assertThat(habits.dialect()).isEqualTo(Dialect.TOOL_CALLS);
        assertThat(habits.answeredInText()).isTrue();
        assertThat(habits.dialect()).isEqualTo(Dialect.TEXT);
        assertThat(habits.answeredInText()).isFalse();
        assertThat(habits.mayOffer()).isTrue();
    }

    @Test
    void aProviderThatRefusesToolsIsOfferedNoneAgain() {
        ModelHabits habits = new ModelHabits(Dialect.AUTO, ThinkingStart.UNKNOWN);
        assertThat(habits.refused()).isTrue();
        assertThat(habits.dialect()).isEqualTo(Dialect.TEXT);
        assertThat(habits.mayOffer()).isFalse();
    }

    @Test
    void aModelThatIsBestAskedInTextIsOfferedToolsWhereThatMustBe() {
        ModelHabits habits = new ModelHabits(Dialect.PREFER_TEXT, ThinkingStart.UNKNOWN);
        assertThat(habits.dialect()).isEqualTo(Dialect.TEXT);
        assertThat(habits.mayOffer()).isTrue();
        assertThat(habits.refused()).isTrue();
        assertThat(habits.mayOffer()).isFalse();
        assertThat(habits.dialect()).isEqualTo(Dialect.TEXT);
    }

    @Test
    void theCallersWordWins() {
        for (Dialect wanted : new Dialect[] {Dialect.TOOL_CALLS, Dialect.TEXT}) {
            ModelHabits habits = new ModelHabits(wanted, ThinkingStart.UNKNOWN);
            habits.answeredInText();
            assertThat(habits.answeredInText()).isFalse();
            assertThat(habits.refused()).isFalse();
            assertThat(habits.dialect()).isEqualTo(wanted);
            assertThat(habits.mayOffer()).isEqualTo(wanted == Dialect.TOOL_CALLS);
        }
    }

    @Test
    void whoOpensTheThoughtsIsToldOrLearned() {
        assertThat(new ModelHabits(Dialect.AUTO, ThinkingStart.BY_MODEL).thoughtOpening())
                .isEqualTo(ThoughtOpening.MODEL);
        assertThat(new ModelHabits(Dialect.AUTO, ThinkingStart.BY_TEMPLATE).thoughtOpening())
                .isEqualTo(ThoughtOpening.TEMPLATE);
        ModelHabits habits = new ModelHabits(Dialect.AUTO, ThinkingStart.UNKNOWN);
        assertThat(habits.thoughtOpening()).isEqualTo(ThoughtOpening.UNKNOWN);
        habits.learned(ThoughtOpening.TEMPLATE);
        assertThat(habits.thoughtOpening()).isEqualTo(ThoughtOpening.TEMPLATE);
    }
}
