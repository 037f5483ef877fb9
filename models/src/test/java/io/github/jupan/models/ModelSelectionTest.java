package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.models.ModelSelection.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSelectionTest {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path home;

    @Test
    void theFirstOneThatSaysSomethingDecides() throws IOException {
        configure("# mine\n\n model = mistral:m \nseed=7\n");
        Map<String, String> environment = Map.of("JUPAN_MODEL", "ollama:qwen3:8b", "OPENAI_API_KEY", "k");
        assertThat(ModelSelection.select(Optional.of("openai:gpt-5"), environment, home))
                .isEqualTo(new ModelSelection("openai:gpt-5", Source.OPTION, Optional.empty()));
        assertThat(ModelSelection.select(Optional.empty(), environment, home))
                .isEqualTo(new ModelSelection("ollama:qwen3:8b", Source.ENVIRONMENT, Optional.empty()));
        assertThat(ModelSelection.select(Optional.empty(), Map.of("JUPAN_MODEL", " "), home))
                .isEqualTo(new ModelSelection("mistral:m", Source.CONFIGURATION, Optional.empty()));
    }

    @Test
    void withoutAnyChoiceItIsOfflineWithAHintWhenAKeyIsThere() {
        assertThat(ModelSelection.select(Optional.empty(), Map.of(), home))
                .isEqualTo(new ModelSelection("offline", Source.DEFAULT, Optional.empty()));
        assertThat(ModelSelection.select(Optional.empty(), Map.of("GOOGLE_API_KEY", "secret"), home))
                .isEqualTo(new ModelSelection(
                        "offline",
                        Source.DEFAULT,
                        Optional.of("GOOGLE_API_KEY is set: for a real model add --model gemini:NAME")));
        assertThat(ModelSelection.select(
                                Optional.empty(), Map.of("OPENAI_API_KEY", "a", "ANTHROPIC_API_KEY", "b"), home)
                        .hint())
                .hasValue("OPENAI_API_KEY and ANTHROPIC_API_KEY are set: for a real model add --model openai:NAME or "
                        + "--model anthropic:NAME");
    }

    @Test
    void respectsTheXdgFolder() throws IOException {
        Path xdg = Files.createDirectories(home.resolve("xdg/jupan"));
        Files.writeString(xdg.resolve("config.properties"), "model=openai:x");
        configure("model=mistral:m");
        assertThat(ModelSelection.select(
                                Optional.empty(),
                                Map.of("XDG_CONFIG_HOME", home.resolve("xdg").toString()),
                                home)
                        .name())
                .isEqualTo("openai:x");
        assertThat(ModelSelection.select(Optional.empty(), Map.of("XDG_CONFIG_HOME", "relative"), home)
                        .name())
                .isEqualTo("mistral:m");
    }

    @Test
    void namesFileAndLineOfWhatIsMalformed() throws IOException {
        Path file = configure("# a\nmodel openai:x\n");
        problem(file + ", line 2: expected name=value");
        configure("\nmodel=\n");
        problem(file + ", line 2: model has no value, write something like model=ollama:qwen3:8b");
        configure("model=\\u00zz");
        problem(file + ", line 1: a backslash starts an escape such as \\u00e9; write \\\\ for itself");
        Files.write(file, "seed=1\nmodel=caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        problem(file + ", line 2: not UTF-8");
        Files.delete(file);
        Files.createDirectory(file);
        problem(file + " cannot be read: check that it is a file, and yours");
    }

    private void problem(String message) {
        assertThatThrownBy(() -> ModelSelection.select(Optional.empty(), Map.of(), home))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessage(message);
    }

    private Path configure(String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/jupan"));
        return Files.writeString(folder.resolve("config.properties"), text);
    }
}
