package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SymPy as the package index has it today; skipped where none can be reached.
class NewestSympyTest {

    @TempDir
    Path data;

    @Test
    void canBeAddedAndImported() {
        Program.Result added = program().run("packages", "add", "sympy");
        assumeThat(added.exit())
                .as("sympy from the package index: " + added.err())
                .isZero();
        String code = """
            from sympy import factor, solve, symbols
            x = symbols('x')
            factor(x**2 - 1), solve(x**2 - 2, x)
            """;
        assertThat(program().in(code).run("run", "--deadline", "5m", "-"))
                .isEqualTo(new Program.Result(0, "((x - 1)*(x + 1), [-sqrt(2), sqrt(2)])\n", ""));
    }

    private Program program() {
        return new Program().with("XDG_DATA_HOME", data.toString());
    }
}
