package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Java in the how-tos compiles.
class HowToTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"langchain4j, 4", "observability, 1"})
    void everyBlockCompiles(String name, int blocks) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "how-to", name + ".md"));
        List<String> sources =
                BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
        assertThat(sources).hasSize(blocks);
        for (String source : sources) {
            assertThat(complaints(source)).as(source).isEmpty();
        }
    }

    private String complaints(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Example.java"), source + "\nvoid main() {}\n");
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of("-proc:none", "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
        }
        return complaints.toString();
    }
}
