package io.github.jupan.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.cli.Program;
import io.github.jupan.cli.models.ConfiguredModels.Chooser;
import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredModelsTest {

    private static final String SESSION = "{\"id\":\"1\",\"question\":\"q\",\"steps\":[{\"text\":\"an answer\"}]}\n";

    @TempDir
    private Path folder;

    @Test
    void aClientCannotHaveAFileOfTheServerRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret\n");
        Path recording = Files.writeString(folder.resolve("recording.jsonl"), SESSION);
        ConfiguredModels models = models("offline", Chooser.CLIENT);
        for (String name :
                new String[] {"replay:" + secret, " Replay: " + recording, "replay:" + folder.resolve("none")}) {
            assertThatThrownBy(() -> models.open(Optional.of(name), Settings.USUAL))
                    .isInstanceOf(RequestException.class)
                    .hasMessage("a client cannot have a file replayed; start the server with --model replay:FILE");
        }
        assertThat(models.open(Optional.empty(), Settings.USUAL).name()).isEqualTo("offline");
        assertThat(models.open(Optional.of("offline"), Settings.USUAL).name()).isEqualTo("offline");
    }

    @Test
    void theServersOwnRecordingIsReplayedForClients() throws IOException {
        String own = "replay:" + Files.writeString(folder.resolve("recording.jsonl"), SESSION);
        ConfiguredModels models = models(own, Chooser.CLIENT);
        assertThat(models.open(Optional.empty(), Settings.USUAL).name()).isEqualTo(own);
        assertThat(models.open(Optional.of(own), Settings.USUAL).name()).isEqualTo(own);
    }

    @Test
    void theUserMayReplayAnyFile() throws IOException {
        String file = "replay:" + Files.writeString(folder.resolve("recording.jsonl"), SESSION);
        assertThat(models("offline", Chooser.USER)
                        .open(Optional.of(file), Settings.USUAL)
                        .name())
                .isEqualTo(file);
    }

    @Test
    void aClientMayNameAnInstalledModelAndNoFile() throws IOException {
        Path file = Files.write(folder.resolve("mine.gguf"), model());
        String own = "local:" + file;
        for (String name : new String[] {own, "local:../x.gguf", "Local: mine.gguf"}) {
            assertThatThrownBy(() -> models("offline", Chooser.CLIENT).open(Optional.of(name), Settings.USUAL))
                    .hasMessage("a client cannot have a file loaded; jupan models add FILE gives it a name");
        }
        assertThatThrownBy(() -> models("offline", Chooser.CLIENT).open(Optional.of("local:mine"), Settings.USUAL))
                .hasMessage("there is no model mine: jupan models lists those that are here");
        try (ConfiguredModels models = models(own, Chooser.CLIENT)) {
            var first = models.open(Optional.empty(), Settings.USUAL);
            assertThat(first.name()).isEqualTo(own);
            assertThat(models.open(Optional.of(own), Settings.USUAL).model())
                    .as("one process for all")
                    .isSameAs(first.model());
        }
    }

    @Test
    void aModelOfThisMachineHasNoAddress() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.gguf"), "GGUF");
        try (ConfiguredModels models = models("local:" + file, Chooser.USER)) {
            models.place("local:" + file, URI.create("http://127.0.0.1:1/v1"));
            assertThatThrownBy(() -> models.open(Optional.empty(), Settings.USUAL))
                    .hasMessageStartingWith("local takes no base URL");
        }
    }

    /// The head of a GGUF file, by the format's description: version 3, no tensors, one fact.
    private static byte[] model() {
        byte[] key = "tokenizer.chat_template".getBytes(StandardCharsets.UTF_8);
        byte[] value = "{{ messages }}".getBytes(StandardCharsets.UTF_8);
        int text = 8;
        return ByteBuffer.allocate(200)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.UTF_8))
                .putInt(3)
                .putLong(0)
                .putLong(1)
                .putLong(key.length)
                .put(key)
                .putInt(text)
                .putLong(value.length)
                .put(value)
                .array();
    }

    private static ConfiguredModels models(String own, Chooser chooser) {
        Surroundings surroundings = new Program()
                .with("JUPAN_MODEL", own)
                .surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        return new ConfiguredModels(new AskOptions().setup(surroundings), surroundings, chooser);
    }
}
