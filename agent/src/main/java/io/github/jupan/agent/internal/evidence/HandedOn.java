package io.github.jupan.agent.internal.evidence;

import io.github.jupan.tools.PythonTokens;
import io.github.jupan.tools.PythonTokens.Name;
import io.github.jupan.tools.PythonTokens.Numeral;
import io.github.jupan.tools.PythonTokens.Sign;
import io.github.jupan.tools.PythonTokens.Text;
import io.github.jupan.tools.PythonTokens.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a program prints, or gives as its value, without having computed it: literals, and names, lists and functions
/// that hold nothing but literals. `print(7)`, `n = 7; print("There are", n)` and `def f(): return 7` hand on 7;
/// `print(14 - 7)` and `len("a,b,c")` hand on nothing, whatever other literals stand in the code.
///
/// The code is read from its text. A name that means different things in different functions is taken for one;
/// where it may have been computed, it was.
final class HandedOn {

    /// What an expression, or a name, hands on.
    ///
    /// @param given whether the user's own text is in it
    record Flow(Set<BigDecimal> numbers, boolean given) {
        static final Flow NOTHING = new Flow(Set.of(), false);
        static final Flow GIVEN = new Flow(Set.of(), true);

        private static Flow all(List<Flow> flows) {
            Set<BigDecimal> numbers = new TreeSet<>();
            flows.forEach(flow -> numbers.addAll(flow.numbers));
            return new Flow(numbers, flows.stream().anyMatch(Flow::given));
        }
    }

    private static final int MOST_NAMES = 200;
    private static final int MOST_NUMBERS = 1_000;
    private static final int DEEPEST_FIELD = 4;

    /// Functions that show what they are given in another form.
    private static final Set<String> FUNCTIONS = Set.of(
            "print", "pprint", "str", "repr", "int", "float", "bool", "list", "tuple", "set", "dict", "format",
            "Decimal", "iter", "next");

    private static final Set<String> METHODS = Set.of(
            "format",
            "strip",
            "lstrip",
            "rstrip",
            "lower",
            "upper",
            "title",
            "capitalize",
            "copy",
            "write",
            "join",
            "split",
            "splitlines",
            "replace",
            "center",
            "ljust",
            "rjust",
            "encode",
            "decode",
            "get",
            "keys",
            "values",
            "items",
            "pop",
            "dumps");

    /// Words that choose among what stands beside them.
    private static final Set<String> CHOICES = Set.of("if", "else", "and", "or", "not", "lambda");

    private static final Set<String> PRINTS = Set.of("print", "pprint", "write");

    private static final Set<String> GIVEN_NAMES = Set.of("message", "messages", "documents");

    private static final Set<String> MANY_TEXTS = Set.of("messages", "documents");

    private static final Set<String> CONSTANTS = Set.of("True", "False", "None");

    private static final Set<String> HEADERS = Set.of(
            "if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with", "match", "case",
            "async");

    private static final Set<String> NO_EXPRESSIONS = Set.of(
            "import",
            "from",
            "return",
            "yield",
            "raise",
            "del",
            "assert",
            "pass",
            "global",
            "nonlocal",
            "break",
            "continue");

    private final Map<String, Flow> names;
    private final BooleanSupplier stopped;
    private final Set<String> assigned = new HashSet<>();
    private final Set<String> computed = new HashSet<>();
    private final Map<String, List<String>> parameters = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Flow> printed = new ArrayList<>();
    private boolean computes;
    private String function = "";

    private HandedOn(Map<String, Flow> names, BooleanSupplier stopped) {
        this.names = names;
        this.stopped = stopped;
    }

    /// @param numbers what the code hands on
    /// @param given whether it hands on the user's own text
    /// @param echo whether it shows that text and nothing that it computed
    /// @param texts the strings in the code
    record Literals(Set<BigDecimal> numbers, boolean given, boolean echo, List<String> texts) {}

    /// Reads a program.
    ///
    /// @param names what the names of earlier programs hand on; those of this one are added
    /// @param stopped whether to give up: then nothing is said of it
    static Literals by(String code, Map<String, Flow> names, BooleanSupplier stopped) {
        if (names.size() > MOST_NAMES) {
            names.clear();
        }
        HandedOn program = new HandedOn(names, stopped);
        List<List<Token>> statements = PythonTokens.statements(code);
        // Twice: a function may be called above the lines that its names are assigned in.
        program.assign(statements);
        program.assigned.clear();
        program.assign(statements);
        program.print(statements);
        Flow printed = Flow.all(program.printed);
        boolean echo = printed.given() && !program.computes;
        return new Literals(printed.numbers(), printed.given(), echo, List.copyOf(program.texts));
    }

    private void assign(List<List<Token>> statements) {
        for (List<Token> statement : statements) {
            if (stopped.getAsBoolean()) {
                return;
            }
            assignment(statement);
        }
    }

    private void assignment(List<Token> statement) {
        calls(statement);
        List<Token> rest = statement;
        while (!rest.isEmpty() && rest.getFirst() instanceof Name(String first) && HEADERS.contains(first)) {
            int colon = indexOf(rest, ":", 0);
            if (first.equals("def") && rest.size() > 1 && rest.get(1) instanceof Name(String name)) {
                function = name;
                parameters(name, rest.subList(2, colon < 0 ? rest.size() : colon));
            } else if (first.equals("class") && rest.size() > 1 && rest.get(1) instanceof Name(String name)) {
                assign(name, Flow.NOTHING);
            } else if (first.equals("for")) {
                loop(rest.subList(1, colon < 0 ? rest.size() : colon));
            }
            if (colon < 0) {
                return;
            }
            rest = rest.subList(colon + 1, rest.size());
        }
        if (rest.isEmpty()) {
            return;
        }
        if (rest.getFirst().equals(new Name("import"))) {
            targets(rest.subList(1, rest.size()), Flow.NOTHING);
            return;
        }
        if (rest.getFirst() instanceof Name(String first) && (first.equals("return") || first.equals("yield"))) {
            assign(function, flow(rest.subList(1, rest.size()), 0));
            return;
        }
        int last = lastAssignment(rest);
        if (last >= 0) {
            boolean plain = rest.get(last).equals(new Sign("="));
            Flow flow = plain ? flow(rest.subList(last + 1, rest.size()), 0) : null;
            targets(rest.subList(0, last), flow);
        }
    }

    /// The names of a function's parameters hand on what their defaults do, and what calls put in.
    private void parameters(String function, List<Token> tokens) {
        List<String> names = new ArrayList<>();
        int last = tokens.isEmpty() ? 0 : close(tokens, 0);
        for (List<Token> part : parts(tokens.subList(Math.min(1, last), last))) {
            int equals = indexOf(part, "=", 0);
            for (Token token : part) {
                if (token instanceof Name(String name)) {
                    Flow flow = equals < 0 ? Flow.NOTHING : flow(part.subList(equals + 1, part.size()), 0);
                    assign(name, flow);
                    names.add(name);
                    break;
                }
            }
        }
        parameters.put(function, names);
    }

    /// What is put into the program's own functions.
    private void calls(List<Token> statement) {
        int from = statement.indexOf(new Name("def")) == 0 ? 3 : 0;
        for (int i = from; i + 1 < statement.size(); i++) {
            if (statement.get(i) instanceof Name(String name)
                    && parameters.containsKey(name)
                    && statement.get(i + 1).equals(new Sign("("))) {
                List<String> names = parameters.getOrDefault(name, List.of());
                int close = close(statement, i + 1);
                List<List<Token>> arguments = parts(statement.subList(i + 2, close));
                for (int place = 0; place < Math.min(names.size(), arguments.size()); place++) {
                    assign(names.get(place), flow(withoutKeyword(arguments.get(place)), 0));
                }
                i = close;
            }
        }
    }

    private static List<List<Token>> parts(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        int from = 0;
        while (from < tokens.size()) {
            int comma = indexOf(tokens, ",", from);
            int end = comma < 0 ? tokens.size() : comma;
            parts.add(tokens.subList(from, end));
            from = end + 1;
        }
        return parts;
    }

    private void loop(List<Token> header) {
        int in = header.indexOf(new Name("in"));
        if (in > 0) {
            targets(header.subList(0, in), flow(header.subList(in + 1, header.size()), 0));
        }
    }

    private void targets(List<Token> tokens, @Nullable Flow flow) {
        int colon = indexOf(tokens, ":", 0);
        for (Token token : colon < 0 ? tokens : tokens.subList(0, colon)) {
            if (token instanceof Name(String name)) {
                assign(name, flow);
            }
        }
    }

    /// A name keeps what it was given anywhere in the program; once computed, it stays so.
    private void assign(String name, @Nullable Flow flow) {
        boolean first = assigned.add(name);
        if (flow == null || computed.contains(name)) {
            computed.add(name);
            names.remove(name);
        } else {
            Flow before = first ? null : names.get(name);
            Flow all = before == null ? flow : Flow.all(List.of(before, flow));
            names.put(name, all.numbers().size() > MOST_NUMBERS ? new Flow(Set.of(), all.given()) : all);
        }
    }

    private static int lastAssignment(List<Token> tokens) {
        int depth = 0;
        int last = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i) instanceof Sign(String sign)) {
                depth += depth(sign);
                boolean assigns = sign.endsWith("=")
                        && !Set.of("==", "!=", "<=", ">=", ":=").contains(sign);
                if (depth == 0 && assigns) {
                    last = i;
                }
            }
        }
        return last;
    }

    /// Everything that the program shows: what it prints, and its last expression.
    private void print(List<List<Token>> statements) {
        for (List<Token> statement : statements) {
            if (stopped.getAsBoolean()) {
                return;
            }
            statement.forEach(this::keep);
            for (int i = 0; i + 1 < statement.size(); i++) {
                if (statement.get(i) instanceof Name(String name)
                        && PRINTS.contains(name)
                        && statement.get(i + 1).equals(new Sign("("))) {
                    int close = close(statement, i + 1);
                    shows(statement.subList(i + 2, close));
                    i = close;
                }
            }
        }
        if (!statements.isEmpty()) {
            List<Token> last = statements.getLast();
            boolean expression = !(last.getFirst() instanceof Name(String name)
                            && (HEADERS.contains(name) || NO_EXPRESSIONS.contains(name)))
                    && lastAssignment(last) < 0;
            if (expression) {
                boolean bracketed = last.getFirst() instanceof Sign(String sign)
                        && depth(sign) > 0
                        && close(last, 0) == last.size() - 1;
                shows(bracketed ? last.subList(1, last.size() - 1) : last);
            }
        }
    }

    private void keep(Token token) {
        if (token instanceof Text text) {
            texts.addAll(text.texts());
        }
    }

    /// Takes what is shown apart at its commas, and a text at its fields: one part may be computed and another not.
    private void shows(List<Token> tokens) {
        for (List<Token> part : parts(tokens)) {
            List<Token> shown = withoutKeyword(part);
            if (shown.size() == 1 && shown.getFirst() instanceof Text text) {
                text.texts().stream().filter(HandedOn::isNoPhrase).forEach(each -> shows(written(each)));
                text.fields().forEach(field -> shows(flow(field, 1)));
            } else {
                shows(flow(shown, 0));
            }
        }
    }

    /// Where the numbers of a phrase stand in what was printed, [Phrases] finds.
    private static boolean isNoPhrase(String text) {
        return text.codePoints().noneMatch(Character::isLetter);
    }

    private static List<Token> withoutKeyword(List<Token> part) {
        return part.size() > 1 && part.get(1).equals(new Sign("=")) ? part.subList(2, part.size()) : part;
    }

    private void shows(@Nullable Flow flow) {
        if (flow == null) {
            computes = true;
        } else {
            printed.add(flow);
        }
    }

    private static Flow written(String text) {
        Set<BigDecimal> numbers = new TreeSet<>();
        for (Numbers.Found number : Numbers.in(text)) {
            numbers.add(number.values().getFirst());
            number.parts().forEach(part -> numbers.add(part.values().getFirst()));
        }
        return new Flow(numbers, false);
    }

    /// What an expression hands on; null for one that computes.
    private @Nullable Flow flow(List<Token> tokens, int depth) {
        if (depth > DEEPEST_FIELD) {
            return null;
        }
        List<Flow> all = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token before = i > 0 ? tokens.get(i - 1) : null;
            Token after = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
            Flow flow = switch (tokens.get(i)) {
                case Numeral(String written) -> number(PythonLiteral.number(written), before);
                case Text text -> text(text, depth);
                case Name(String name) -> name(name, before, after);
                case Sign(String sign) -> sign(sign, before, after);
            };
            if (flow == null) {
                return null;
            }
            all.add(flow);
        }
        return Flow.all(all);
    }

    private static Flow number(@Nullable BigDecimal value, @Nullable Token before) {
        if (value == null) {
            return Flow.NOTHING;
        }
        return new Flow(Set.of(new Sign("-").equals(before) ? value.negate() : value), false);
    }

    private @Nullable Flow text(Text text, int depth) {
        List<Flow> all = new ArrayList<>();
        text.texts().forEach(each -> all.add(written(each)));
        for (List<Token> field : text.fields()) {
            Flow flow = flow(field, depth + 1);
            if (flow == null) {
                return null;
            }
            all.add(flow);
        }
        return Flow.all(all);
    }

    private @Nullable Flow name(String name, @Nullable Token before, @Nullable Token after) {
        boolean called = new Sign("(").equals(after);
        boolean attribute = new Sign(".").equals(before);
        if (new Sign("=").equals(after) || CONSTANTS.contains(name) || CHOICES.contains(name)) {
            return Flow.NOTHING;
        }
        if (called && (attribute ? METHODS : FUNCTIONS).contains(name)) {
            return Flow.NOTHING;
        }
        Flow known = names.get(name);
        Flow flow = known == null && GIVEN_NAMES.contains(name) && !computed.contains(name) ? Flow.GIVEN : known;
        boolean part = new Sign("[").equals(after) && flow != null && flow.given() && !MANY_TEXTS.contains(name);
        return part ? null : flow;
    }

    private static @Nullable Flow sign(String sign, @Nullable Token before, @Nullable Token after) {
        return switch (sign) {
            case "(", ")", "]", "{", "}", ",", ":", ".", "=" -> Flow.NOTHING;
            case "[" -> new Sign(")").equals(before) ? null : Flow.NOTHING;
            case "+" -> before instanceof Text || after instanceof Text || !isOperand(before) ? Flow.NOTHING : null;
            case "%" -> before instanceof Text ? Flow.NOTHING : null;
            case "-", "*", "**" -> isOperand(before) ? null : Flow.NOTHING;
            default -> null;
        };
    }

    /// Whether an operator behind it would have two operands.
    private static boolean isOperand(@Nullable Token before) {
        return switch (before) {
            case null -> false;
            case Sign(String sign) -> Set.of(")", "]", "}").contains(sign);
            case Name _, Numeral _, Text _ -> true;
        };
    }

    private static int indexOf(List<Token> tokens, String sign, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i) instanceof Sign(String each)) {
                if (depth == 0 && each.equals(sign)) {
                    return i;
                }
                depth += depth(each);
            }
        }
        return -1;
    }

    private static int close(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (tokens.get(i) instanceof Sign(String sign)) {
                depth += depth(sign);
                if (depth == 0) {
                    return i;
                }
            }
        }
        return tokens.size();
    }

    private static int depth(String sign) {
        return switch (sign) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }
}
