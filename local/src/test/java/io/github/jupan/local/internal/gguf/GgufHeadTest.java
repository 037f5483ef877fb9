package io.github.jupan.local.internal.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.local.GgufFile;
import io.github.jupan.local.internal.gguf.GgufHead.GgufException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GgufHeadTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheFacts() throws IOException {
        byte[] bytes = GgufFile.model("qwen2").bytes(3, 512);
        assertThat(read(bytes))
                .isEqualTo(new GgufHead(
                        "qwen2",
                        "model",
                        OptionalInt.of(4_096),
                        Optional.of("{{ messages[0].content }}"),
                        Optional.empty(),
                        Map.of("t", List.of(32L)),
                        bytes.length));
    }

    @Test
    void readsWhatATokenizerAdds() throws IOException {
        String key = "tokenizer.ggml.add_bos_token";
        assertThat(read(GgufFile.model("llama").truth(key, true).bytes(3, 0)).addsBeginning())
                .contains(true);
        assertThat(read(GgufFile.model("llama").truth(key, false).bytes(3, 0)).addsBeginning())
                .contains(false);
    }

    @Test
    void knowsAnAdapter() throws IOException {
        byte[] bytes = new GgufFile().text("general.type", "adapter").bytes(2, 0);
        assertThat(read(bytes).kind()).isEqualTo("adapter");
        assertThat(read(bytes).chatTemplate()).isEmpty();
    }

    @Test
    void refusesWhatIsNoGgufFile() {
        assertRefused("<html>not found</html>".getBytes(StandardCharsets.US_ASCII), "is no GGUF file");
        assertRefused(new byte[0], "is no GGUF file");
        assertRefused(new byte[3], "is no GGUF file");
    }

    @Test
    void refusesAnotherVersion() {
        assertRefused(GgufFile.model("llama").bytes(1, 0), "is of GGUF version 1; only 2 and 3 can be read");
    }

    @Test
    void seesThatAFileIsCutOff() {
        byte[] whole = GgufFile.model("llama").bytes(3, 512);
        for (int length = Integer.BYTES; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "is cut off or damaged");
        }
    }

    /// It must neither run on nor take all memory, whatever a file says of its lengths.
    @Test
    void readsOrRefusesAnyDamage() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = GgufFile.model("llama").bytes(3, 512);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            damaged[8 + random.nextInt(whole.length - 648)] = (byte) random.nextInt();
            try {
                read(damaged);
            } catch (GgufException refused) {
                assertThat(refused).as("seed %s", seed).hasMessage("is cut off or damaged");
            }
        }
    }

    private void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(GgufException.class).hasMessage(message);
    }

    private GgufHead read(byte[] bytes) throws IOException {
        return GgufHead.read(Files.write(folder.resolve("model.gguf"), bytes));
    }
}
