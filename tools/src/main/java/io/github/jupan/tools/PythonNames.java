package io.github.jupan.tools;

import java.util.HashSet;
import java.util.Set;

/// Gives tools names that both a provider and Python take, each once: letters, digits and `_`, at most 64, and
/// nothing that Python or its surroundings here already call something else.
final class PythonNames {

    private static final int LONGEST = 64;

    private static final String WORDS = """
        False None True and as assert async await break class continue def del elif else except finally for from
        global if import in is lambda nonlocal not or pass raise return try while with yield match case type
        abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict
        dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id
        input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow
        print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple
        vars zip letters Fraction Decimal message messages documents python\
        """;
    private static final Set<String> TAKEN = Set.of(WORDS.split("\\s+"));

    private final Set<String> given = new HashSet<>();

    /// The name with `_` for what cannot stand in one.
    static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=[0-9]|$)", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST - 3));
    }

    /// A name for a tool, as like its own as can be.
    String take(String name) {
        String plain = plain(name);
        String free = TAKEN.contains(plain) ? plain + "_" : plain;
        for (int number = 2; !given.add(free); number++) {
            free = plain + "_" + number;
        }
        return free;
    }
}
