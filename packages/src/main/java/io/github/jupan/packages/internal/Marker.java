package io.github.jupan.packages.internal;

import io.github.jupan.packages.PackageException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A condition such as `python_version < "3.8" and sys_platform == "win32"`, for the Python of the sandbox.
final class Marker {

    private static final Map<String, String> HERE = Map.ofEntries(
            Map.entry("python_version", VersionRange.PYTHON),
            Map.entry("python_full_version", VersionRange.PYTHON + ".0"),
            Map.entry("implementation_version", VersionRange.PYTHON + ".0"),
            Map.entry("implementation_name", "graalpy"),
            Map.entry("platform_python_implementation", "GraalVM"),
            Map.entry("sys_platform", "linux"),
            Map.entry("platform_system", "Linux"),
            Map.entry("platform_machine", ""),
            Map.entry("platform_release", ""),
            Map.entry("platform_version", ""),
            Map.entry("os_name", "posix"),
            Map.entry("extra", ""));

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"]*\"|'[^']*'|not\\s+in\\b|[a-z_]+|[<>=!~]=?=?|[()]|\\S");

    private static final int DEEPEST = 100;

    private final String text;
    private final List<String> tokens;
    private int at;
    private int depth;

    Marker(String text) {
        this.text = text;
        tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /// @throws PackageException when it cannot be read
    boolean holds() {
        at = 0;
        boolean holds = or();
        if (at < tokens.size()) {
            throw unreadable();
        }
        return holds;
    }

    private boolean or() {
        boolean holds = and();
        while (take("or")) {
            holds |= and();
        }
        return holds;
    }

    private boolean and() {
        boolean holds = comparison();
        while (take("and")) {
            holds &= comparison();
        }
        return holds;
    }

    private boolean comparison() {
        if (depth < DEEPEST && take("(")) {
            depth++;
            boolean holds = or();
            depth--;
            if (!take(")")) {
                throw unreadable();
            }
            return holds;
        }
        String left = next();
        String operator = next().replaceAll("\\s+", " ");
        String right = next();
        String value = valueOf(left);
        String other = valueOf(right);
        return switch (operator) {
            case "in" -> other.contains(value);
            case "not in" -> !other.contains(value);
            default ->
                left.contains("version")
                        ? VersionRange.parse(operator + other).has(value)
                        : same(operator, value, other);
        };
    }

    private boolean same(String operator, String value, String other) {
        return switch (operator) {
            case "==", "===" -> value.equals(other);
            case "!=" -> !value.equals(other);
            default -> throw unreadable();
        };
    }

    private String valueOf(String token) {
        if (token.startsWith("\"") || token.startsWith("'")) {
            return token.substring(1, token.length() - 1);
        }
        String value = HERE.get(token);
        if (value == null) {
            throw unreadable();
        }
        return value;
    }

    private boolean take(String token) {
        boolean there = at < tokens.size() && tokens.get(at).equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private String next() {
        if (at == tokens.size()) {
            throw unreadable();
        }
        return tokens.get(at++);
    }

    private PackageException unreadable() {
        return new PackageException("a condition of a package cannot be read: " + text);
    }
}
