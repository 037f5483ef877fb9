package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

    @ParameterizedTest
    @CsvSource({
        "openai:gpt-5, OPENAI, gpt-5",
        "' openai:gpt-5 ', OPENAI, gpt-5",
        "anthropic:claude-sonnet-4-5, ANTHROPIC, claude-sonnet-4-5",
        "gemini:gemini-2.5-flash, GEMINI, gemini-2.5-flash",
        "google:gemini-2.5-flash, GEMINI, gemini-2.5-flash",
        "mistral:codestral-latest, MISTRAL, codestral-latest",
        "ollama:qwen3:8b, OLLAMA, qwen3:8b",
        "ollama, OLLAMA, ''",
        "ollama:, OLLAMA, ''",
        "local:/models/my model.gguf, LOCAL, /models/my model.gguf",
        "local, LOCAL, ''",
        "offline, OFFLINE, ''",
        "OpenAI:gpt-5, OPENAI, gpt-5",
        "replay:C:\\a b.jsonl, REPLAY, C:\\a b.jsonl"
    })
    void readsNames(String name, Provider provider, String model) {
        assertThat(ModelName.parse(name)).isEqualTo(new ModelName(provider, model));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt-5", "openia:gpt-5", ":x", "openai", "openai:", "replay:", "mistral: "})
    void saysInOneLineWhatIsKnown(String name) {
        assertThatThrownBy(() -> ModelName.parse(name))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessageEndingWith(
                        "write one of openai:NAME, responses:NAME, anthropic:NAME, gemini:NAME, mistral:NAME, "
                                + "ollama:NAME, local:NAME, offline, replay:FILE")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aNameWithALineBreakIsStillOneLine() {
        assertThatThrownBy(() -> ModelName.parse("no\nthing")).hasMessageStartingWith("unknown model \"no?thing\": ");
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(ModelName.parse("google:g:1")).hasToString("gemini:g:1");
        assertThat(ModelName.parse("offline")).hasToString("offline");
    }
}
