package io.github.jupan.sandbox.internal.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.graalvm.shadowed.com.ibm.icu.lang.UCharacter;

/// What modules in the guest ask this JVM for, one line each; what nobody can answer is answered with nothing:
///
/// - `source NAME`: what a module of Python's lacks, as Python
/// - `zone KEY`: a time zone as a `TZif` file, a byte a character; `zones`: the keys
/// - `numeric CODEPOINT`, `mirrored CODEPOINT`: properties of a character
/// - `cbrt NUMBER`
public final class Lookups {

    /// Modules that are mended when they are imported; true where all of the module is ours.
    private static final Map<String, Boolean> MODULES = new TreeMap<>(Map.of(
            "asyncio", false,
            "ctypes", true,
            "decimal", false,
            "hashlib", false,
            "unicodedata", false,
            "zoneinfo", false,
            "zoneinfo._common", false,
            "zoneinfo._tzpath", true));

    private Lookups() {}

    /// The modules, one a line: `+` where all of it is ours, else `-`, and its name.
    public static String modules() {
        StringBuilder lines = new StringBuilder();
        MODULES.forEach(
                (name, whole) -> lines.append(whole ? '+' : '-').append(name).append('\n'));
        return lines.toString();
    }

    public static String answer(String request) {
        int space = request.indexOf(' ');
        String verb = space < 0 ? request : request.substring(0, space);
        String what = request.substring(space + 1);
        return switch (verb) {
            case "source" -> MODULES.containsKey(what) ? source(what) : "";
            case "zone" -> new String(TimeZoneFile.of(what), StandardCharsets.ISO_8859_1);
            case "zones" -> String.join("\n", TimeZoneFile.keys());
            case "numeric" -> numeric(Integer.parseInt(what));
            case "mirrored" -> Character.isMirrored(Integer.parseInt(what)) ? "1" : "0";
            case "cbrt" -> Double.toString(Math.cbrt(number(what)));
            default -> "";
        };
    }

    private static String source(String module) {
        try (InputStream in = Lookups.class.getResourceAsStream("modules/" + module + ".py")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String numeric(int codePoint) {
        double value = UCharacter.getUnicodeNumericValue(codePoint);
        return value == UCharacter.NO_NUMERIC_VALUE ? "" : Double.toString(value);
    }

    private static double number(String python) {
        return switch (python) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(python);
        };
    }
}
