package io.github.jupan.sandbox.internal;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/// Which names a variable of Python's can have.
public final class PythonName {

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{Mn}\\p{Nd}_]*");

    private static final Set<String> KEYWORDS = Set.of("""
        False None True and as assert async await break class continue def del elif else except finally for from
        global if import in is lambda nonlocal not or pass raise return try while with yield\
        """.split("\\s+"));

    private PythonName() {}

    /// Python reads a name in the form NFKC: another one would be bound and never found.
    public static boolean isOne(String name) {
        return IDENTIFIER.matcher(name).matches()
                && !KEYWORDS.contains(name)
                && Normalizer.isNormalized(name, Normalizer.Form.NFKC);
    }
}
