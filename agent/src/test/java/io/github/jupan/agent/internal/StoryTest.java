package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ScriptedSandbox;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {

    private static final String APPLES = "Emily has 4 bags with 6 apples each. She eats five. How many are left?";

    @ParameterizedTest
    @ValueSource(
            strings = {
                APPLES,
                "A pen costs $2.50. What do twelve cost?",
                "사과가 12개 있다. 5개를 먹었다. 몇 개가 남았는가?",
            })
    void aStoryIsToBeCopiedIntoItsProgram(String question) {
        assertThat(Story.asked(question)).isEqualTo(question + "\n\n" + Prompt.STORY.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many r's are in strawberry?",
                "What is 3.14 times 2.72?",
                "Which is smaller, 3.8 or 3.14?",
                "Use code. How many days are there from 2025-03-17 to now",
                "Write 'incomprehensibility' backwards. Then count its letters.",
            })
    void nothingElseIs(String question) {
        assertThat(Story.asked(question)).isEqualTo(question);
    }

    @Test
    void onlyAModelThatIsAskedInTextAndMayUseCodeIsTold() {
        assertThat(lastAsked(Dialect.TEXT, Mode.CODE)).endsWith(Prompt.STORY.text());
        assertThat(lastAsked(Dialect.TOOL_CALLS, Mode.CODE)).endsWith("left?");
        assertThat(lastAsked(Dialect.TEXT, Mode.THINK)).endsWith("left?");
    }

    private static String lastAsked(Dialect dialect, Mode mode) {
        ScriptedModel model = ScriptedModel.of(Script.say("19"));
        try (Agent agent = Agent.builder(model)
                .sandbox(new ScriptedSandbox())
                .dialect(dialect)
                .mode(mode)
                .build()) {
            agent.ask(APPLES);
        }
        return model.requests().getLast().messages().getLast() instanceof UserMessage user ? user.singleText() : "";
    }
}
