package io.github.jupan.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jupan.cli.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real shells read the completion, and a real formatter the manual.
class ShellTest {

    @TempDir
    Path folder;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script = written("bash");
        String commands = "source " + script
                + "; COMP_WORDS=(jupan mod); COMP_CWORD=1; _complete_jupan 2>/dev/null; echo \"${COMPREPLY[@]}\"";
        assertThat(said("bash", "-c", commands)).isEqualTo("models\n");
        String options = "source " + script
                + "; COMP_WORDS=(jupan ask --best); COMP_CWORD=2; _complete_jupan 2>/dev/null; echo"
                + " \"${COMPREPLY[@]}\"";
        assertThat(said("bash", "-c", options)).contains("--best-of");
    }

    @Test
    void fishIsToldOfEveryCommand() throws Exception {
        String script = Files.readString(written("fish"));
        assertThat(script).contains("-f -a 'models'", "-l best-of", "-s q -l quiet");
        if (is("fish")) {
            assertThat(said("fish", "--no-execute", written("fish").toString())).isEmpty();
        }
    }

    @Test
    void theManualIsReadByRoff() throws Exception {
        String page = new Program().run("man", "ask").out();
        assertThat(page).startsWith(".TH JUPAN-ASK 1").contains(".B \\-m, \\-\\-model NAME", ".SH OPTIONS");
        assertThat(new Program().run("man").out()).contains(".SH EXIT STATUS", ".SH COMMANDS");
        assertThat(new Program().run("man", "nonsense").exit()).isEqualTo(2);
        assumeThat(is("groff")).as("groff is there").isTrue();
        Path file = Files.writeString(folder.resolve("jupan-ask.1"), page);
        assertThat(said("groff", "-man", "-Tutf8", "-ww", file.toString())).contains("--best-of", "NAME", "ask");
    }

    private Path written(String shell) throws IOException {
        return Files.writeString(
                folder.resolve(shell), new Program().run("completion", shell).out());
    }

    private static boolean is(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }

    private static String said(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
