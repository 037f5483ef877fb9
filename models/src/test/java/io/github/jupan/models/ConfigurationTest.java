package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    private static final String KEYS =
            "; there are model, base-url, api-key, header, price, mode, deadline, dialect, thinking, temperature,"
                + " top-p, seed, max-tokens, reasoning-effort, steps, time, context, stall, adapter, system, lessons"
                + " and profile";

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path home;

    @Test
    void theChosenProfileStandsBeforeTheRest() throws IOException {
        write("""
            temperature = 0.1
            steps = 3
            fast.temperature = 0.9
            slow.temperature = 0.2
            slow.steps = 40
            """);
        assertThat(values("temperature", Optional.empty(), Map.of())).isEqualTo("0.1");
        assertThat(values("temperature", Optional.of("fast"), Map.of("JUPAN_PROFILE", "slow")))
                .isEqualTo("0.9");
        assertThat(values("steps", Optional.of("fast"), Map.of())).isEqualTo("3");
        assertThat(values("steps", Optional.empty(), Map.of("JUPAN_PROFILE", "slow")))
                .isEqualTo("40");
        assertThat(values("top-p", Optional.of("fast"), Map.of())).isEqualTo("nothing");
    }

    @Test
    void theFileItselfMayChooseAProfile() throws IOException {
        write("profile = fast\nsteps = 3\nfast.steps = 4\nslow.steps = 5\n");
        assertThat(values("steps", Optional.empty(), Map.of())).isEqualTo("4");
        assertThat(values("steps", Optional.empty(), Map.of("JUPAN_PROFILE", "slow")))
                .isEqualTo("5");
    }

    @Test
    void aProfileThatIsNotThereIsSaidSo() throws IOException {
        Path file = write("fast.steps = 4\nslow.steps = 5\n");
        refused(Optional.of("fats"), "there is no profile fats in " + file + ": there are fast, slow");
        Files.writeString(file, "steps = 4\n");
        refused(
                Optional.of("fast"),
                "there is no profile fast in " + file
                        + ": it has none; write lines such as fast.model=ollama:qwen3:8b");
    }

    @ParameterizedTest
    @CsvSource({
        "modle, 'modle, did you mean model?'",
        "top_p, 'top_p, did you mean top-p?'",
        "maxTokens, 'maxTokens, did you mean max-tokens?'",
        "fast.temprature, 'temprature, did you mean temperature?'",
        "fast.profile, 'profile, did you mean profile?'",
        "colour, colour",
        ".model, model"
    })
    void aKeyThatIsNotKnownIsAnErrorThatNamesTheKnownOnes(String key, String said) throws IOException {
        Path file = write("steps = 4\n" + key + " = x\n");
        assertThatThrownBy(() -> Configuration.read(Optional.empty(), Map.of(), home))
                .isInstanceOf(ModelConfigurationException.class)
                .message()
                .startsWith(file + ", line 2: there is no key " + said.replace(", did you mean profile?", ""))
                .endsWith(KEYS)
                .hasLineCount(1);
    }

    @Test
    void aKeyWithoutAValueIsAnError() throws IOException {
        Path file = write("fast.steps =\n");
        refused(Optional.empty(), file + ", line 1: fast.steps has no value");
    }

    @Test
    void whatIsWrongOnTheWayToAModelNamesItsLineAndNoSecret() throws IOException {
        Path file = write("model = openai:m\nbase-url = http://[\n");
        badAccess(file + ", line 2: base-url is wrong: an address is something like http://localhost:8000/v1");
        Files.writeString(file, "header = Authorization Bearer secret\n");
        badAccess(file + ", line 1: header is wrong: a header is written Name: value, in ASCII");
        Files.writeString(file, "header = Host: secret\n");
        badAccess(file + ", line 1: header is wrong: the header Host is the connection's own");
        Files.writeString(file, "api-key = sk secret\n");
        badAccess(file + ", line 1: api-key holds characters that no key has (a space, a line break, …): set it again");
    }

    @Test
    void aPathStartsFromTheFilesFolder() throws IOException {
        Path file = write("system = @rules.md\n");
        assertThat(Configuration.read(Optional.empty(), Map.of(), home).resolve("rules.md"))
                .isEqualTo(file.resolveSibling("rules.md"));
    }

    private void badAccess(String message) {
        Configuration configuration = Configuration.read(Optional.empty(), Map.of(), home);
        assertThatThrownBy(() -> ModelAccess.of(ModelAccess.Given.NOTHING, configuration, Map.of()))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessage(message);
    }

    private void refused(Optional<String> profile, String message) {
        assertThatThrownBy(() -> Configuration.read(profile, Map.of(), home))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessage(message);
    }

    private String values(String key, Optional<String> profile, Map<String, String> environment) {
        return Configuration.read(profile, environment, home)
                .entry(key)
                .map(Configuration.Entry::value)
                .orElse("nothing");
    }

    private Path write(String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/jupan"));
        return Files.writeString(folder.resolve("config.properties"), text);
    }
}
