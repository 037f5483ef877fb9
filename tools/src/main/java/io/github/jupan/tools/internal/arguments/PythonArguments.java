package io.github.jupan.tools.internal.arguments;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.jupan.tools.LenientJson;
import io.github.jupan.tools.LenientJson.Reading;
import io.github.jupan.tools.internal.repair.Fences;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the program in the arguments of a call of `python`: in JSON, in JSON as models write it, in JSON within
/// JSON, or as it stands.
public final class PythonArguments {

    /// Members whose text is the program, the likeliest first.
    private static final List<String> PROGRAMS = List.of(
            "code",
            "python",
            "python_code",
            "source",
            "source_code",
            "script",
            "program",
            "snippet",
            "cell",
            "command",
            "cmd",
            "expression",
            "value",
            "content",
            "text",
            "body");

    /// Members that hold arguments once more.
    private static final List<String> WRAPPERS = List.of(
            "input",
            "arguments",
            "parameters",
            "args",
            "params",
            "kwargs",
            "tool_input",
            "action_input",
            "query",
            "__arg1",
            "function",
            "properties");

    private static final Set<String> MEMBERS =
            Stream.concat(PROGRAMS.stream(), WRAPPERS.stream()).collect(Collectors.toUnmodifiableSet());

    private static final int MOST_DEPTH = 6;

    // Models put real line breaks into JSON strings.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private PythonArguments() {}

    public static Optional<String> program(String arguments) {
        return inText(arguments, 0).map(Fences::unwrapped);
    }

    private static Optional<String> inText(String arguments, int depth) {
        String code = Fences.unwrapped(arguments);
        String text = code.strip();
        if (text.isEmpty() || depth > MOST_DEPTH || isWord(text)) {
            return Optional.empty();
        }
        char first = text.charAt(0);
        if (first == '{') {
            return inObjects(text, code, depth);
        }
        Optional<JsonNode> whole = first == '[' || LenientString.opens(first) ? whole(text) : Optional.empty();
        return whole.isPresent() ? inNode(whole.get(), depth + 1) : Optional.of(code);
    }

    /// `null`, or whatever else was written in place of arguments.
    private static boolean isWord(String text) {
        return text.chars().allMatch(Character::isLetter);
    }

    /// All of the text as one value.
    private static Optional<JsonNode> whole(String text) {
        List<Reading.Value> values = strictly(text);
        if (!values.isEmpty() && endsWithLast(values, text)) {
            return values.size() == 1 ? Optional.of(values.getFirst().value()) : Optional.empty();
        }
        return LenientJson.read(text, 0) instanceof Reading.Value(JsonNode value, int end) && end == text.length()
                ? Optional.of(value)
                : Optional.empty();
    }

    /// The values that the text begins with, as strict JSON has them.
    private static List<Reading.Value> strictly(String text) {
        List<Reading.Value> values = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonNode value = JSON.readTree(parser); value != null; value = JSON.readTree(parser)) {
                int end = Math.toIntExact(parser.currentLocation().getCharOffset());
                values.add(new Reading.Value(value, end));
            }
        } catch (IOException e) {
            // What was read stands; what follows is for the lenient reader.
        }
        return values;
    }

    private static boolean endsWithLast(List<Reading.Value> values, String text) {
        return values.getLast().end() == text.length();
    }

    /// Objects, of which servers may have strung several together, with whatever behind them.
    private static Optional<String> inObjects(String text, String code, int depth) {
        List<Reading.Value> values = strictly(text);
        for (Reading.Value value : values) {
            Optional<String> program = inNode(value.value(), depth + 1);
            if (program.isPresent()) {
                return before(text, value.end(), program);
            }
        }
        if (!values.isEmpty() && endsWithLast(values, text)) {
            return Optional.empty();
        }
        return inBrokenObjects(text, code, depth);
    }

    private static Optional<String> inBrokenObjects(String text, String code, int depth) {
        int from = 0;
        while (from < text.length() && LenientJson.read(text, from) instanceof Reading.Value(JsonNode value, int end)) {
            Optional<String> program = inNode(value, depth + 1);
            if (program.isPresent()) {
                return before(text, end, program);
            }
            if (end == text.length() && !MemberText.isNamed(text, MEMBERS)) {
                return Optional.empty();
            }
            from = end;
        }
        // A set or a dictionary of the program's own begins with a brace too.
        return MemberText.isNamed(text, MEMBERS) ? MemberText.of(text) : Optional.of(code);
    }

    /// The program of an object that ends at an index. A brace in a string of the program may have ended the object
    /// too early: then the program goes on, and the text ends in another quote and brace.
    private static Optional<String> before(String text, int end, Optional<String> program) {
        String rest = text.substring(end).stripLeading();
        boolean goesOn = !rest.isEmpty() && "{[,]}<".indexOf(rest.charAt(0)) < 0;
        boolean early = goesOn && text.endsWith("}") && MemberText.isNamed(text, MEMBERS);
        return early ? MemberText.quoted(text).or(() -> program) : program;
    }

    private static Optional<String> inNode(JsonNode node, int depth) {
        if (node.isTextual()) {
            return inText(node.textValue(), depth);
        }
        if (node.isArray()) {
            return inArray(node, depth);
        }
        if (!node.isObject() || depth > MOST_DEPTH) {
            return Optional.empty();
        }
        Map<String, JsonNode> members = new HashMap<>();
        node.properties().forEach(member -> members.put(member.getKey().toLowerCase(Locale.ROOT), member.getValue()));
        for (String name : PROGRAMS) {
            JsonNode member = members.get(name);
            if (member != null) {
                Optional<String> program =
                        member.isTextual() ? Optional.of(innermost(member.textValue())) : inNode(member, depth + 1);
                if (program.isPresent()) {
                    return program;
                }
            }
        }
        for (String name : WRAPPERS) {
            JsonNode member = members.get(name);
            Optional<String> program = member == null ? Optional.empty() : inNode(member, depth + 1);
            if (program.isPresent()) {
                return program;
            }
        }
        return Optional.empty();
    }

    /// The program, which may stand in arguments of its own: an object with nothing but `code` is no program.
    private static String innermost(String code) {
        String program = code;
        for (int i = 0; i < MOST_DEPTH && program.stripLeading().startsWith("{\""); i++) {
            List<Reading.Value> values = strictly(program.strip());
            boolean whole = values.size() == 1 && endsWithLast(values, program.strip());
            JsonNode inner = whole ? values.getFirst().value() : NullNode.getInstance();
            if (inner.size() != 1 || !inner.path("code").isTextual()) {
                return program;
            }
            program = inner.get("code").textValue();
        }
        return program;
    }

    /// Lines, or a list of things of which one holds a program.
    private static Optional<String> inArray(JsonNode array, int depth) {
        List<String> lines = new ArrayList<>();
        for (JsonNode element : array) {
            if (element.isTextual()) {
                String line = element.textValue();
                lines.add(line.endsWith("\n") ? line.substring(0, line.length() - 1) : line);
            } else {
                Optional<String> program = inNode(element, depth + 1);
                if (program.isPresent()) {
                    return program;
                }
            }
        }
        return lines.isEmpty() || lines.size() < array.size()
                ? Optional.empty()
                : Optional.of(String.join("\n", lines));
    }
}
