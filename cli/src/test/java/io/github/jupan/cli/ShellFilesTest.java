package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellFilesTest {

    @TempDir
    Path share;

    @Test
    void eachCommandHasAPageAndEachShellItsCompletion() throws Exception {
        ShellFiles.write(share);
        assertThat(share.resolve("bash-completion/completions/jupan")).content().contains("_complete_jupan");
        assertThat(share.resolve("fish/vendor_completions.d/jupan.fish"))
                .content()
                .contains("complete -c jupan");
        List<String> pages;
        try (Stream<Path> files = Files.list(share.resolve("man/man1"))) {
            pages = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        assertThat(pages)
                .contains("jupan.1", "jupan-ask.1", "jupan-practice.1", "jupan-man.1")
                .hasSizeGreaterThan(15);
        for (String page : pages) {
            assertThat(share.resolve("man/man1/" + page)).content().startsWith(".TH JUPAN");
        }
    }
}
