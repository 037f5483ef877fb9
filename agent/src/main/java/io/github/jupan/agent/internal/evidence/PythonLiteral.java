package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Literals as Python writes them.
final class PythonLiteral {

    private PythonLiteral() {}

    /// What a letter behind a backslash stands for in a `repr`. What needs more than one letter does not matter
    /// here.
    static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            default -> String.valueOf(c);
        };
    }

    /// The value of a number in code; null for a complex one, and for one too long to be worth it.
    static @Nullable BigDecimal number(String numeral) {
        String written = numeral.replace("_", "");
        if (written.length() > DigitGroups.MOST_DIGITS) {
            return null;
        }
        try {
            if (written.length() > 2 && written.charAt(0) == '0' && "xXoObB".indexOf(written.charAt(1)) >= 0) {
                int radix = "xX".indexOf(written.charAt(1)) >= 0 ? 16 : "oO".indexOf(written.charAt(1)) >= 0 ? 8 : 2;
                return new BigDecimal(Long.parseLong(written, 2, written.length(), radix));
            }
            return new BigDecimal(written);
        } catch (NumberFormatException noDecimal) {
            return null;
        }
    }
}
