package io.github.jupan.models.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.jupan.models.ThinkingOpener;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptTemplateTest {

    /// What models that reason bring along before the generation prompt: how earlier thinking is rendered.
    private static final String MESSAGES = "{% for message in messages %}{{ '<think>' + message.reasoning + '</think>'"
            + " + message.content }}{% endfor %}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n<think>\\n' }}{% endif %}",
                "{% if add_generation_prompt %}{% if thinking is false %}{{ '<think></think>' }}{% else %}{{ '<think>'"
                        + " }}{% endif %}{% endif %}",
                "{% if add_generation_prompt %}{% if thinking %}{{ '<think>' }}{% else %}{{ '<think></think>' }}{%"
                        + " endif %}{% endif %}",
                "{% if add_generation_prompt %}{{ '</think>' if not thinking else '<think>' }}{% endif %}",
                "{% if add_generation_prompt %}{{ '<think>\\n"
                        + "' }}{% if not enable_thinking %}{{ '</think>' }}{% endif %}{% endif %}",
                "{% set opening = '<seed:think>' %}{% if add_generation_prompt %}{{ opening }}{% endif %}",
                "{% if add_generation_prompt %}<|CHATBOT_TOKEN|>{% if reasoning %}<|START_THINKING|>{% endif %}{%"
                        + " endif %}",
                "{% if add_generation_prompt %}<mm:think>{% endif %}",
                "{% if add_generation_prompt %}[THINK]{% endif %}"
            })
    void seesThatATemplateOpensAThought(String end) {
        assertThat(PromptTemplate.jinja(MESSAGES + end)).isEqualTo(ThinkingOpener.TEMPLATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
                "{% if add_generation_prompt %}{% if enable_thinking is false %}{{ '<think>\\n"
                        + "\\n"
                        + "</think>\\n"
                        + "\\n"
                        + "' }}{% endif %}{% endif %}",
                "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>"
            })
    void seesThatATemplateLeavesThinkingToTheModel(String end) {
        assertThat(PromptTemplate.jinja(MESSAGES + end)).isEqualTo(ThinkingOpener.MODEL);
    }

    @Test
    void doesNotGuessAtAMarkThatItDoesNotSee() {
        assertThat(PromptTemplate.jinja(
                        "{% if add_generation_prompt %}{{ open('think' if thinking else 'response') }}{% endif %}"))
                .isEqualTo(ThinkingOpener.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "'{{ .Content }}{{ end }}<|im_start|>x {{ if and $.IsThinkSet (not $.Think) }}<think></think>{{ end }}', MODEL",
        "'{{ if .Thinking }}<think>{{ .Thinking }}</think>{{ end }}{{ .Content }}{{ end }}x <think> ', TEMPLATE",
        "'<|User|>{{ .Prompt }}<|Assistant|><think>\n{{ .Response }}', TEMPLATE",
        "'{{ .Prompt }}', MODEL"
    })
    void readsOllamasTemplates(String template, ThinkingOpener opener) {
        assertThat(PromptTemplate.go(template)).isEqualTo(opener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<think>", "{% set a = '", "set a = 'b'", "add_generation_prompt", "if ", "<|open|>"})
    void readsAnyTemplateInALinearTime(String piece) {
        String template = "add_generation_prompt " + piece.repeat(4_000_000 / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> PromptTemplate.jinja(template));
    }
}
