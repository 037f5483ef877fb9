package io.github.jupan.local.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.local.weights.WeightsStore.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsStoreTest {

    private static final byte[] KNOWN = gguf("known to the catalogue");

    @TempDir
    Path folder;

    @Test
    void isEmptyAtFirst() throws Exception {
        assertThat(store().list()).isEmpty();
        assertThat(store().usual()).isEmpty();
        assertThat(store().find("none")).isEmpty();
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void takesAFileInUnderItsNameAndKeepsNoSecondCopy() throws Exception {
        Path file = Files.write(folder.resolve("My-Model.Q4_K_M.gguf"), gguf("mine"));
        WeightsStore.Added added = store().add(file);
        assertThat(added.manner()).isEqualTo(Manner.LINKED);
        assertThat(added.model().name()).isEqualTo("My-Model.Q4_K_M");
        assertThat(Files.isSameFile(added.model().file(), file)).isTrue();
        assertThat(store().list()).containsExactly(added.model());
        assertThatThrownBy(() -> store().add(file)).hasMessageContaining("is installed already");

        assertThat(store().remove("My-Model.Q4_K_M")).contains((long) gguf("mine").length);
        assertThat(file).exists();
        assertThat(store().list()).isEmpty();
        assertThat(store().remove("My-Model.Q4_K_M")).isEmpty();
    }

    @Test
    void theCataloguesFileGetsTheCataloguesName() throws Exception {
        WeightsStore.Added added = store().add(Files.write(folder.resolve("whatever it is.gguf"), KNOWN));
        assertThat(added.model().name()).isEqualTo("known");
        assertThat(added.model().isWhole()).isTrue();
    }

    @Test
    void refusesWhatIsNoModel() throws Exception {
        Path text = Files.writeString(folder.resolve("text.gguf"), "GGML, not GGUF");
        Path spaced = Files.write(folder.resolve("two words.gguf"), gguf("x"));
        Path taken = Files.write(folder.resolve("known.gguf"), gguf("another"));
        assertThatThrownBy(() -> store().add(text)).hasMessageContaining("is no GGUF file");
        assertThatThrownBy(() -> store().add(spaced)).hasMessageContaining("is no name of a model");
        assertThatThrownBy(() -> store().add(taken))
                .hasMessageContaining("is another file: give this one another name");
        assertThatThrownBy(() -> store().add(folder.resolve("none.gguf"))).hasMessageStartingWith("there is no file ");
        assertThat(store().list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../known", "a/b", "a\\b", ".partial", "", "C:x", "-rf", "a\nb", "a b"})
    void aNameLeadsNowhereElse(String name) throws IOException {
        Files.createDirectories(folder.resolve("models/a"));
        Files.write(folder.resolve("known.gguf"), KNOWN);
        Files.write(folder.resolve("models/a/b.gguf"), KNOWN);
        assertThat(store().find(name)).isEmpty();
        assertThatThrownBy(() -> store().remove(name)).isInstanceOf(WeightsException.class);
        assertThatThrownBy(() -> store().choose(name)).isInstanceOf(WeightsException.class);
        assertThat(folder.resolve("known.gguf")).exists();
    }

    @Test
    void theUsualOneIsTheChosenElseTheLargest() throws Exception {
        install("small", gguf("s"));
        install("large", gguf("l".repeat(1_000)));
        Files.writeString(folder.resolve("models/broken.gguf"), "x".repeat(9_000));
        assertThat(usual()).isEqualTo("large");
        store().choose("small");
        assertThat(usual()).isEqualTo("small");
        assertThat(store().list()).extracting(Installed::name).containsExactly("broken", "large", "small");
        store().remove("small");
        assertThat(usual()).isEqualTo("large");
        install("small", gguf("s"));
        assertThat(usual()).as("what was removed is chosen no more").isEqualTo("large");
        assertThatThrownBy(() -> store().choose("none")).hasMessage("there is no model none: jupan models lists them");
        assertThatThrownBy(() -> store().choose("known")).hasMessage("known is not installed: jupan models pull known");
    }

    @Test
    void aDamagedFileIsSaidToBe() throws Exception {
        install("known", gguf("cut"));
        install("other", "text".getBytes(StandardCharsets.US_ASCII));
        assertThat(store().list())
                .extracting(Installed::damage)
                .containsExactly(
                        Optional.of("it has 7 bytes instead of " + KNOWN.length),
                        Optional.of("it does not begin as a GGUF file does"));
        assertThat(store().usual()).isEmpty();
    }

    private String usual() throws IOException {
        return store().usual().orElseThrow().name();
    }

    private void install(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.write(folder.resolve("models/" + name + ".gguf"), bytes);
    }

    private WeightsStore store() {
        return new WeightsStore(folder.resolve("models"), new Catalogue(List.of(entry())));
    }

    private static CatalogueEntry entry() {
        try {
            return new CatalogueEntry(
                    "known",
                    "Known",
                    "Apache-2.0",
                    KNOWN.length,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(KNOWN)),
                    2048,
                    "text",
                    "usual",
                    "for tests",
                    List.of(new Source.Published("me/known", "main", "known.gguf")));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gguf(String rest) {
        return ("GGUF" + rest).getBytes(StandardCharsets.US_ASCII);
    }
}
