package io.github.jupan.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.Program;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CalledTest {

    @Test
    void aCommandLineInAHintBeginsWithWhatWasTyped() {
        assertThat(Called.in("x is not installed: jupan models pull x; jupan \"Hi?\", or jupan --help", "bin/jupan"))
                .isEqualTo("x is not installed: bin/jupan models pull x; bin/jupan \"Hi?\", or bin/jupan --help");
        assertThat(Called.in("another jupan is pulling x; /opt/jupan models; ~/jupan-1 run; jupan asks", "./jupan"))
                .isEqualTo("another jupan is pulling x; /opt/jupan models; ~/jupan-1 run; jupan asks");
        assertThat(Called.in("jupan models lists them", "'/a $1/jupan'")).isEqualTo("'/a $1/jupan' models lists them");
    }

    @Test
    void aPathThatAShellWouldTakeApartIsQuoted() {
        assertThat(Called.name("")).isEqualTo("jupan");
        assertThat(Called.name("./jupan")).isEqualTo("./jupan");
        assertThat(Called.name("/un packed/it's/jupan")).isEqualTo("'/un packed/it'\\''s/jupan'");
    }

    @Test
    void everyCommandIsKnown() {
        String help = new Program().run("--help").out();
        String commands = help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:"));
        assertThat(Pattern.compile("(?m)^  (\\w+)").matcher(commands).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(Called.COMMANDS);
    }
}
