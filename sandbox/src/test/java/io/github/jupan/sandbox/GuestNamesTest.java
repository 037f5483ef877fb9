package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is there without an import, in both sandboxes.
class GuestNamesTest {

    static Sandbox[] sandboxes() {
        return new Sandbox[] {Sandboxes.WORKERS, Sandboxes.IN_PROCESS};
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("sandboxes")
    void fractionsAndDecimalsNeedNoImport(Sandbox sandbox) {
        try (Interpreter python = sandbox.open(Limits.DEFAULT)) {
            assertThat(value(python, "isinstance(0.5, Fraction), isinstance(1, (str, Decimal))"))
                    .isEqualTo("(False, False)");
            assertThat(value(python, "Fraction(1, 3) + Fraction(1, 6)")).isEqualTo("Fraction(1, 2)");
            assertThat(value(python, "Decimal('0.1') + Decimal('0.2')")).isEqualTo("Decimal('0.3')");
            assertThat(value(
                            python,
                            "import fractions, decimal\nFraction is fractions.Fraction, Decimal is decimal.Decimal"))
                    .isEqualTo("(True, True)");
        }
    }

    @Test
    void aLazyNameActsAsItsClassBeforeItIsLoaded() {
        for (String use : new String[] {
            "class Third(Fraction): pass\nThird(1, 3) + 0 == Fraction(1, 3)",
            "Fraction.from_float(0.5) == 0.5",
            "issubclass(int, Fraction) is False",
            "repr(Decimal) == \"<class 'decimal.Decimal'>\"",
            "eval('Fraction(1, 3)') * 3 == 1"
        }) {
            try (Interpreter python = Sandboxes.IN_PROCESS.open(Limits.DEFAULT)) {
                assertThat(value(python, use)).as(use).isEqualTo("True");
            }
        }
    }

    @Test
    void theNamesAreNoneOfTheSnippetsOwn() {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            assertThat(value(python, "[name for name in globals() if not name.startswith('__')]"))
                    .isEqualTo("[]");
            assertThat(value(python, "Fraction, letters = 1, 'mine'\nFraction, letters"))
                    .isEqualTo("(1, 'mine')");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("sandboxes")
    void lettersAreThosePeopleSee(Sandbox sandbox) {
        String decomposed = Normalizer.normalize("각개격파", Normalizer.Form.NFD);
        try (Interpreter python = sandbox.open(Limits.DEFAULT)) {
            python.bind("word", new Binding.Text(decomposed));
            assertThat(value(python, "letters(word)")).isEqualTo("['각', '개', '격', '파']");
            assertThat(value(python, "len(word), len(letters(word))")).isEqualTo("(10, 4)");
            assertThat(value(python, "len(letters('👨‍👩‍👧é')), letters('a\\r\\nb')"))
                    .isEqualTo("(2, ['a', '\\r\\n', 'b'])");
            assertThat(value(python, "letters(''), letters('ab'), letters('é')"))
                    .isEqualTo("([], ['a', 'b'], ['é'])");
            assertThat(value(python, "type(letters('é')) is list and 'people see' in letters.__doc__"))
                    .isEqualTo("True");
        }
    }

    @Test
    void lettersOfALongTextComeInOneGo() {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            assertThat(value(python, "len(letters('가나다 abc é' * 100_000))")).isEqualTo("900000");
        }
    }

    @Test
    void lettersWorkWhenASnippetHasTakenTheNamesOfBuiltins() {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            assertThat(value(python, "str = list = isinstance = 5\nletters('가나')"))
                    .isEqualTo("['가', '나']");
            assertThat(run(python, "letters(7)"))
                    .isInstanceOfSatisfying(
                            Execution.Raised.class,
                            raised -> assertThat(raised.error().message()).isEqualTo("letters() needs a str, not int"));
        }
    }
}
