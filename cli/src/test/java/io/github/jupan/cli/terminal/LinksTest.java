package io.github.jupan.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Links of a terminal (OSC 8).
class LinksTest {

    @ParameterizedTest
    @CsvSource({
        "TERM, xterm-kitty, true",
        "TERM_PROGRAM, WezTerm, true",
        "VTE_VERSION, 7600, true",
        "VTE_VERSION, 4999, false",
        "VTE_VERSION, x, false",
        "WT_SESSION, 1, true",
        "TERM_PROGRAM, Apple_Terminal, false",
        "TERM, xterm, false",
    })
    void areMadeWhereTheTerminalIsKnownToTakeThem(String variable, String value, boolean made) {
        Program program = new Program().terminals(StandardStream.OUT).with(variable, value);
        assertThat(can(program)).isEqualTo(made);
        assertThat(can(program.with("TMUX", "/tmp/tmux-0/default,1,0"))).isFalse();
        assertThat(can(new Program().with(variable, value))).as("a pipe").isFalse();
    }

    private static boolean can(Program program) {
        Surroundings surroundings = program.surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        return Surfaces.abilities(surroundings, StandardStream.OUT).contains(Surface.Ability.LINKS);
    }

    @Test
    void theWordsCarryTheAddressAndNothingElseDoes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StyledText link = new StyledText(Style.PLAIN, "here\u001b[2J", "https://x.org/");
        for (Set<Surface.Ability> abilities :
                List.of(Set.of(Surface.Ability.TERMINAL, Surface.Ability.LINKS), Set.of(Surface.Ability.TERMINAL))) {
            Surface surface = new Surface(new PrintStream(out, false, StandardCharsets.UTF_8), abilities);
            surface.write(List.of(new StyledText(Style.PLAIN, "a "), link, new StyledText(Style.PLAIN, "\n")));
            surface.flush();
        }
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("id=[0-9a-f]+", "id=N"))
                .isEqualTo("a \u001b]8;id=N;https://x.org/\u001b\\here␛[2J\u001b]8;;\u001b\\\na here␛[2J\n");
    }
}
