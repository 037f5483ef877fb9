package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SymPy as Debian packs it (`python3-sympy`, `python3-mpmath`), and what recorded models did with it.
class SympyTest {

    private static final Path DEBIAN = Path.of("/usr/lib/python3/dist-packages");
    /// Each imports SymPy anew, which takes many seconds.
    private static final int SESSIONS = 1;

    private static final Path RECORDINGS = Path.of("../../shared/data/transcripts");

    @TempDir
    Path data;

    @BeforeEach
    void addSympy() {
        assumeThat(DEBIAN.resolve("sympy"))
                .as("python3-sympy, which is not installed")
                .exists();
        assumeThat(DEBIAN.resolve("mpmath"))
                .as("python3-mpmath, which is not installed")
                .exists();
        for (String name : List.of("mpmath", "sympy")) {
            assertThat(program().run("packages", "add", DEBIAN.resolve(name).toString()))
                    .isEqualTo(new Program.Result(0, "added " + name + "\n", ""));
        }
    }

    @Test
    void solvesAnEquation() {
        assertThat(program()
                        .in("from sympy import symbols, solve\nx = symbols('x')\nsolve(x**2 - 2, x)")
                        .run("run", "--deadline", "5m", "-"))
                .isEqualTo(new Program.Result(0, "[-sqrt(2), sqrt(2)]\n", ""));
    }

    @Test
    void recordedSessionsThatUseItGiveTheSame() throws IOException {
        assumeThat(RECORDINGS).as("the shared data, which is not there").exists();
        for (String file : List.of("tora-34b-gsm8k.jsonl", "mathcoder-70b-gsm8k.jsonl")) {
            List<String> sessions = Files.readAllLines(RECORDINGS.resolve(file)).stream()
                    .filter(line -> line.contains("sympy"))
                    .limit(SESSIONS)
                    .toList();
            Path some = Files.write(data.resolve(file), sessions);
            Program.Result result = program().run("replay", "--json", "--deadline", "5m", some.toString());
            JsonNode report = new ObjectMapper().readTree(result.out());
            System.out.println(file + ", sessions with SymPy: " + report.path("same") + " of " + report.path("blocks"));
            assertThat(report.path("sessions").asInt()).isEqualTo(SESSIONS);
            assertThat(report.path("same")).as(result.out()).isEqualTo(report.path("blocks"));
        }
    }

    private Program program() {
        return new Program().with("XDG_DATA_HOME", data.toString());
    }
}
