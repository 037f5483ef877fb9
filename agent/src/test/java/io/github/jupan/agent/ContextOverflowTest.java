package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContextOverflowTest {

    private static final String LONG = "number ".repeat(1_800);
    private final InvalidRequestException llama = new InvalidRequestException(new HttpException(
            400,
            "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size, try increasing"
                    + " it\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":4700,\"n_ctx\":4500}}"));

    private final ScriptedSandbox sandbox = new ScriptedSandbox();

    @Test
    void aProviderThatSaysWhatItTakesIsAskedAgainWithLess() {
        ScriptedModel model =
                ScriptedModel.of(Script.say("one"), Script.fail(llama), Script.say("two"), Script.say("three"));
        ask(model, "First: " + LONG, "Second: " + LONG, "Third.");
        assertThat(transcript(model, 1)).hasSize(3);
        assertThat(transcript(model, 2)).containsExactly(UserMessage.from("Second: " + LONG));
        assertThat(system(model, 2)).endsWith(Prompt.LEFT_OUT.text());
        assertThat(transcript(model, 3))
                .containsExactly(
                        UserMessage.from("Second: " + LONG), AiMessage.from("two"), UserMessage.from("Third."));
    }

    @Test
    void anOverflowInTheStreamAndASilentOneAreSeenToo() {
        Script silent = Script.turn().ending(FinishReason.LENGTH).counting(2_048, 0);
        for (Script overflow : List.of(
                Script.fail(new LangChain4jException("Context size has been exceeded.")),
                silent,
                Script.fail(new HttpException(413, "")))) {
            ScriptedModel model = ScriptedModel.of(Script.say("one"), overflow, Script.say("two"));
            ask(model, "First: " + LONG, "Second: " + LONG);
            assertThat(transcript(model, 2)).containsExactly(UserMessage.from("Second: " + LONG));
        }
    }

    @Test
    void aQuestionThatDoesNotFitByItselfSaysSo() {
        ScriptedModel model = ScriptedModel.of(Script.fail(llama));
        assertThatThrownBy(() -> ask(model, "First: " + LONG))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(
                        "The question does not fit into the model's context of 4500 tokens; shorten it,");
        model.close();
    }

    private void ask(ScriptedModel model, String... questions) {
        Patience once = new Patience(Duration.ofMinutes(1), 1, Duration.ZERO);
        try (Agent agent = Agent.builder(model).sandbox(sandbox).patience(once).build();
                Conversation conversation = agent.open()) {
            for (String question : questions) {
                assertThat(conversation.ask(Question.of(question), event -> {})).isInstanceOf(Outcome.Answered.class);
            }
        }
    }

    private static List<ChatMessage> transcript(ScriptedModel model, int request) {
        List<ChatMessage> messages = model.requests().get(request).messages();
        return messages.subList(1, messages.size());
    }

    private static String system(ScriptedModel model, int request) {
        return ((SystemMessage) model.requests().get(request).messages().getFirst()).text();
    }
}
