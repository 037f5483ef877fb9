package io.github.jupan.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.cli.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {

    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private final Documents documents = new Documents(new PrintStream(notes, true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void keepsEveryCharacter() throws IOException {
        String text = "\u0000\r\n\ttab é é 각 \ud83d\ude00 \ufffd\uffff";
        String file = write("a.txt", text.getBytes(StandardCharsets.UTF_8));
        assertThat(documents.addAll(List.of(file)).texts()).isEqualTo(Map.of("a.txt", text));
        assertThat(notes.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void keepsAByteOrderMarkAndSaysSo() throws IOException {
        String file = write("a.txt", "\ufeffabc".getBytes(StandardCharsets.UTF_8));
        assertThat(documents.addAll(List.of(file)).texts()).isEqualTo(Map.of("a.txt", "\ufeffabc"));
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .contains("byte order mark")
                .hasLineCount(1);
    }

    @Test
    void namesTheByteThatIsNotUtf8() throws IOException {
        String file = write("a.txt", new byte[] {'a', (byte) 0xc3, (byte) 0xa9, 'b', (byte) 0xe9, 'c'});
        assertThatThrownBy(() -> documents.add(file))
                .isInstanceOf(UsageException.class)
                .hasMessage(file + " is not UTF-8: byte 0xe9 at offset 4 is invalid;"
                        + " convert it with iconv -f ENCODING -t UTF-8");
    }

    @Test
    void refusesWhatEndsInsideACharacter() throws IOException {
        String file = write("a.txt", new byte[] {'a', (byte) 0xea, (byte) 0xb0});
        assertThatThrownBy(() -> documents.add(file)).hasMessageContaining("byte 0xea at offset 1");
    }

    @Test
    void recognisesUtf16() throws IOException {
        String file = write("a.txt", new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
        assertThatThrownBy(() -> documents.add(file)).hasMessageContaining("iconv -f UTF-16 -t UTF-8");
    }

    @Test
    void namesASecondFileOfTheSameNameByItsPath() throws IOException {
        String one = write("a.txt", "one".getBytes(StandardCharsets.UTF_8));
        Files.createDirectory(folder.resolve("b"));
        String two = write("b/a.txt", "two".getBytes(StandardCharsets.UTF_8));
        assertThat(documents.addAll(List.of(one, two)).texts()).isEqualTo(Map.of("a.txt", "one", two, "two"));
        assertThatThrownBy(() -> documents.add(two)).hasMessageContaining("attached twice");
    }

    @Test
    void refusesMoreThanTheSandboxHolds() throws IOException {
        byte[] half = new byte[(64 << 20) + 1];
        documents.add("one", new ByteArrayInputStream(half));
        assertThatThrownBy(() -> documents.add("two", new ByteArrayInputStream(half)))
                .hasMessage("two is too large: the documents of a question may have 128 MB together");
    }

    @Test
    void anEmptyFileIsADocumentAndAnEmptyPipeIsNot() throws IOException {
        documents.add(write("empty.txt", new byte[0]));
        documents.add("stdin", new ByteArrayInputStream(new byte[0]));
        assertThat(documents.texts()).isEqualTo(Map.of("empty.txt", ""));
    }

    private String write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }
}
