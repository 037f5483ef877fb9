package io.github.jupan.tools;

import io.github.jupan.sandbox.Binding;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Gives tools the names that Python calls them by, each once, as like their own as can be: identifiers in any script,
/// and nothing that Python or its surroundings here already call something else.
public final class PythonNames {

    private static final int LONGEST = 64;
    private static final String NAMELESS = "tool";

    private static final String WORDS = """
        False None True and as assert async await break class continue def del elif else except finally for from
        global if import in is lambda nonlocal not or pass raise return try while with yield match case type
        abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
        delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash
        help hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open
        ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super
        tuple vars zip letters Fraction Decimal message messages documents python\
        """;
    private static final Set<String> TAKEN = Set.of(WORDS.split("\\s+"));

    private final Set<String> given = new HashSet<>();

    /// A name for a tool, with `_` for what cannot stand in one.
    public String take(String name) {
        String identifier = identifier(name);
        String free = TAKEN.contains(identifier) ? identifier + "_" : identifier;
        for (int number = 2; !given.add(free); number++) {
            free = identifier + "_" + number;
        }
        return free;
    }

    /// Whether the name is one that a tool may have as it is, where no other has it.
    public static boolean isFree(String name) {
        return Binding.isName(name) && !TAKEN.contains(name);
    }

    /// The names of parameters in Python, which may be called as its functions are, and what each is called itself.
    public static Map<String, String> parameters(Iterable<String> names) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : names) {
            String identifier = identifier(name);
            String plain = Binding.isName(identifier) ? identifier : identifier + "_";
            String free = plain;
            for (int number = 2; parameters.putIfAbsent(free, name) != null; number++) {
                free = plain + "_" + number;
            }
        }
        return parameters;
    }

    /// The name as every provider takes it: letters and digits of ASCII, and `_`.
    static String plain(String name) {
        String plain = identifier(name).replaceAll("[^A-Za-z0-9_]", "_");
        return plain.chars().allMatch(c -> c == '_') ? NAMELESS : plain;
    }

    private static String identifier(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFKC);
        StringBuilder identifier = new StringBuilder();
        normal.codePoints()
                .limit(LONGEST - 4)
                .forEach(c -> identifier.appendCodePoint(
                        isPart(c) && identifier.length() < LONGEST - 4 ? c : '_'));
        boolean begins = !identifier.isEmpty()
                && (identifier.charAt(0) == '_' || Character.isLetter(identifier.codePointAt(0)));
        return normal.isEmpty() ? NAMELESS : begins ? identifier.toString() : "_" + identifier;
    }

    private static boolean isPart(int c) {
        return c == '_'
                || Character.isLetter(c)
                || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
