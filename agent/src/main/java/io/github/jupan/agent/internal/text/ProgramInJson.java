package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.ToolNames.Meaning;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows a JSON value that arrives in pieces: which tool it names, and the program in it, decoded, so that it shows
/// while the model writes it. Knows only as much JSON as that takes; the whole value is parsed properly before
/// anything runs. Jackson's non-blocking parser reports a string only when all of it is there, so it cannot show
/// one in the making.
public final class ProgramInJson {

    /// Keys under which models put a tool's name.
    static final Set<String> NAMES = Set.of("name", "tool_name", "tool", "function", "function_name");

    /// Keys under which models put a program.
    static final Set<String> PROGRAMS = Set.of("code", "input", "source", "program", "script", "python", "python_code");

    /// Keys that may come before the name.
    private static final Set<String> BEFORE_NAME =
            Set.of("type", "id", "tool_call_id", "arguments", "parameters", "args", "tool_calls", "call");

    /// Whether a value is a call of a tool that there is.
    enum Verdict {
        CALL,
        NO_CALL,
        UNDECIDED
    }

    private final ToolNames tools;
    private final boolean argumentsAlone;
    private final StringBuilder containers = new StringBuilder();
    private final StringBuilder string = new StringBuilder();
    private final StringBuilder program = new StringBuilder();
    private @Nullable String name;
    private String key = "";
    private boolean keyExpected;
    private boolean isKey;
    private boolean isProgram;
    private char quote;
    private boolean escaped;
    private int hexDigitsLeft;
    private int unit;
    private boolean programWhole;
    private Verdict verdict = Verdict.UNDECIDED;

    /// @param name the tool's name, where it is known beforehand
    public ProgramInJson(ToolNames tools, @Nullable String name) {
        this.tools = tools;
        this.argumentsAlone = name != null;
        this.name = name;
    }

    /// Takes in a piece.
    ///
    /// @return what the program has gained
    public String read(String piece) {
        piece.chars().forEach(c -> read((char) c));
        return takeProgram();
    }

    void read(char c) {
        if (quote != 0) {
            inString(c);
        } else {
            structure(c);
        }
    }

    Verdict verdict() {
        return verdict;
    }

    /// The tool's name, once it is known.
    @Nullable
    String name() {
        return name;
    }

    boolean hasProgram() {
        return !program.isEmpty() || programWhole;
    }

    /// Takes what the program has gained; never half of a character that takes two.
    String takeProgram() {
        int whole = program.length();
        if (whole > 0 && !programWhole && Character.isHighSurrogate(program.charAt(whole - 1))) {
            whole--;
        }
        String taken = program.substring(0, whole);
        program.delete(0, whole);
        return taken;
    }

    private void structure(char c) {
        switch (c) {
            case '{', '[' -> {
                containers.append(c);
                keyExpected = c == '{';
            }
            case '}', ']' -> {
                containers.setLength(Math.max(0, containers.length() - 1));
                keyExpected = false;
            }
            case ',' -> keyExpected = !containers.isEmpty() && containers.charAt(containers.length() - 1) == '{';
            case ':' -> keyExpected = false;
            case '"', '\'' -> begin(c);
            default -> {
                if (!Character.isWhitespace(c) && key.isEmpty() && verdict == Verdict.UNDECIDED) {
                    verdict = Verdict.NO_CALL;
                }
            }
        }
    }

    private void begin(char c) {
        quote = c;
        string.setLength(0);
        isKey = keyExpected;
        isProgram = !isKey
                && !programWhole
                && name != null
                && (containers.length() == 1 || !argumentsAlone)
                && PROGRAMS.contains(key)
                && tools.of(name) == Meaning.PYTHON;
        if (!isKey && key.isEmpty() && verdict == Verdict.UNDECIDED) {
            verdict = Verdict.NO_CALL;
        }
    }

    private void inString(char c) {
        if (hexDigitsLeft > 0) {
            unit = unit * 16 + Math.max(Character.digit(c, 16), 0);
            if (--hexDigitsLeft == 0) {
                put((char) unit);
            }
        } else if (escaped) {
            escaped = false;
            escape(c);
        } else if (c == '\\') {
            escaped = true;
        } else if (c == quote) {
            quote = 0;
            over();
        } else {
            put(c);
        }
    }

    private void over() {
        if (isKey) {
            key = string.toString();
            decideByKey();
        } else {
            programWhole |= isProgram;
            if (verdict == Verdict.UNDECIDED && NAMES.contains(key)) {
                name = string.toString();
                verdict = tools.of(name) == Meaning.NO_TOOL ? Verdict.NO_CALL : Verdict.CALL;
            }
        }
    }

    private void decideByKey() {
        if (verdict == Verdict.UNDECIDED && !NAMES.contains(key) && !BEFORE_NAME.contains(key)) {
            boolean isTool = tools.of(key) != Meaning.NO_TOOL;
            if (isTool) {
                name = key;
            }
            boolean amongArguments = containers.length() > (containers.charAt(0) == '[' ? 2 : 1);
            verdict = isTool ? Verdict.CALL : amongArguments ? Verdict.UNDECIDED : Verdict.NO_CALL;
        }
    }

    private void escape(char c) {
        switch (c) {
            case 'n' -> put('\n');
            case 't' -> put('\t');
            case 'r' -> put('\r');
            case 'b' -> put('\b');
            case 'f' -> put('\f');
            case 'u' -> {
                hexDigitsLeft = 4;
                unit = 0;
            }
            default -> put(c);
        }
    }

    private void put(char c) {
        if (isProgram) {
            program.append(c);
        } else if (string.length() < 200) {
            string.append(c);
        }
    }
}
