package io.github.jupan.tools.internal.copy;

import io.github.jupan.tools.PythonTokens;
import io.github.jupan.tools.PythonTokens.Name;
import io.github.jupan.tools.PythonTokens.Numeral;
import io.github.jupan.tools.PythonTokens.Sign;
import io.github.jupan.tools.PythonTokens.Text;
import io.github.jupan.tools.PythonTokens.Token;
import java.util.ArrayList;
import java.util.List;

/// The literals in Python code: strings, decoded and those side by side joined, and whole numbers in decimal digits.
/// Strings that are a statement of their own (docstrings) are left out, but for the last, which is the program's
/// value. Of an f-string the text around its fields counts, and the literals in them.
///
/// @param numbers without underscores
public record PythonLiterals(List<String> strings, List<String> numbers) {

    public static PythonLiterals of(String code) {
        PythonLiterals literals = new PythonLiterals(new ArrayList<>(), new ArrayList<>());
        List<List<Token>> statements = PythonTokens.statements(code);
        for (int i = 0; i < statements.size(); i++) {
            boolean docstring = i < statements.size() - 1
                    && statements.get(i).stream()
                            .allMatch(token ->
                                    token instanceof Text text && text.fields().isEmpty());
            if (!docstring) {
                literals.add(statements.get(i));
            }
        }
        return literals;
    }

    private void add(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            switch (token) {
                case Text literal -> {
                    text.append(literal.texts().getFirst());
                    for (int i = 0; i < literal.fields().size(); i++) {
                        end(text);
                        add(literal.fields().get(i));
                        text.append(literal.texts().get(i + 1));
                    }
                }
                case Numeral numeral -> {
                    end(text);
                    String digits = numeral.written().replace("_", "");
                    if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                        numbers.add(digits);
                    }
                }
                case Name _, Sign _ -> end(text);
            }
        }
        end(text);
    }

    private void end(StringBuilder text) {
        if (!text.toString().isBlank()) {
            strings.add(text.toString());
        }
        text.setLength(0);
    }
}
