package io.github.jupan.tools.internal.arguments;

import java.util.Locale;
import java.util.Set;

/// The names by which models call a tool that runs Python: those that they were trained on, and those that they make
/// up.
public final class PythonCalled {

    /// Compared by letters and digits alone, in any case.
    private static final Set<String> NAMES = Set.of(
            "python",
            "python3",
            "ipython",
            "py",
            "jupyter",
            "interpreter",
            "codeinterpreter",
            "pythoninterpreter",
            "codeexecution",
            "codeexecutor",
            "pythonexecution",
            "pythonexecutor",
            "executecode",
            "executepython",
            "executepythoncode",
            "execpython",
            "evalpython",
            "runcode",
            "runpython",
            "runpythoncode",
            "pythoncode",
            "pythonexec",
            "pythonrepl",
            "pythonrun",
            "pythonrunner",
            "pythontool",
            "pythonsandbox",
            "toolcode");

    private static final Set<String> NAMESPACES =
            Set.of("functions", "function", "tools", "tool", "namespace", "defaultapi", "api");

    private PythonCalled() {}

    public static boolean by(String name) {
        int marker = name.indexOf("<|");
        String written = withoutNumber((marker > 0 ? name.substring(0, marker) : name).strip());
        int from = 0;
        for (int at = 0; at < written.length(); at++) {
            if (".:/".indexOf(written.charAt(at)) >= 0 && NAMESPACES.contains(plain(written.substring(from, at)))) {
                from = at + 1;
            }
        }
        return NAMES.contains(plain(written.substring(from)));
    }

    /// Kimi numbers its calls: `functions.python:0`.
    private static String withoutNumber(String name) {
        int colon = name.lastIndexOf(':');
        boolean numbered = colon > 0
                && colon < name.length() - 1
                && name.chars().skip(colon + 1).allMatch(Character::isDigit);
        return numbered ? name.substring(0, colon) : name;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
