package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.Format.Kind;
import io.github.jupan.agent.internal.text.Format.Part;
import io.github.jupan.agent.internal.text.Format.Payload;
import io.github.jupan.agent.internal.text.Format.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The table of forms, read from `formats.txt` once.
final class Formats {

    private static final String RESOURCE = "formats.txt";
    private static final String FENCE = "```";
    private static final Token VALUE = new Token.Slot("value");
    private static final Token JSON = new Token.Slot("json");

    /// All forms that text is looked through for, in the table's order.
    static final List<Format> ALL = new ArrayList<>();

    /// The marks that close a call or a group.
    static final List<Format> CLOSINGS = new ArrayList<>();

    /// The first word after a fence that holds a program, in lower case.
    static final Set<String> LANGUAGES = new LinkedHashSet<>();

    /// The forms in a fenced block, by nothing but their language.
    static final List<Format> FENCED = new ArrayList<>();

    /// The marks that close a thought and open no other form.
    static final List<String> THOUGHT_CLOSINGS;

    private static final Map<Character, List<Format>> BY_FIRST;
    private static final Map<Character, List<Format>> AFTER_CALL;
    private static final Map<Character, List<Format>> LONE_CLOSINGS;

    static {
        load();
        THOUGHT_CLOSINGS = ALL.stream()
                .filter(format ->
                        format.kind() == Kind.THOUGHT && format.closing().size() == 1)
                .map(format -> format.closing().getFirst())
                .toList();
        BY_FIRST = byFirst(ALL);
        AFTER_CALL = byFirst(formatsAfterCall());
        LONE_CLOSINGS = byFirst(THOUGHT_CLOSINGS.stream()
                .map(mark -> format(Kind.CLOSING, mark.replace(" ", "␣")))
                .toList());
    }

    private Formats() {}

    /// The forms that can begin with this character.
    static List<Format> opening(char c) {
        return BY_FIRST.getOrDefault(c, List.of());
    }

    /// The forms that may follow a call.
    static List<Format> afterCall(char c) {
        return AFTER_CALL.getOrDefault(c, List.of());
    }

    /// The marks that close a thought which nothing has opened.
    static List<Format> loneClosings(char c) {
        return LONE_CLOSINGS.getOrDefault(c, List.of());
    }

    private static Map<Character, List<Format>> byFirst(List<Format> formats) {
        Map<Character, List<Format>> all = new HashMap<>();
        for (Format format : formats) {
            String first = format.opening().isEmpty() ? "{[" : format.opening().substring(0, 1);
            for (int i = 0; i < first.length(); i++) {
                all.computeIfAbsent(first.charAt(i), key -> new ArrayList<>()).add(format);
            }
        }
        return all;
    }

    private static List<Format> formatsAfterCall() {
        List<Format> formats = new ArrayList<>(FENCED);
        ALL.stream()
                .filter(format ->
                        format.kind() != Kind.THOUGHT && format.kind() != Kind.CODE && format.kind() != Kind.TAG)
                .forEach(formats::add);
        formats.addAll(CLOSINGS);
        return formats;
    }

    private static void load() {
        Set<String> closings = new LinkedHashSet<>();
        for (String line : resource().split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int comment = line.indexOf("  ##");
            String row = (comment < 0 ? line : line.substring(0, comment)).strip();
            String kind = row.substring(0, row.indexOf(' '));
            String form = row.substring(kind.length()).strip();
            switch (kind) {
                case "fence" -> LANGUAGES.add(form);
                case "group" -> {
                    String[] marks = form.split(" ");
                    ALL.add(format(Kind.GROUP, marks[0]));
                    closings.add(marks[1]);
                }
                default -> {
                    Format format = format(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), form);
                    (format.opening().startsWith(FENCE) ? FENCED : ALL).add(format);
                    if (format.kind() == Kind.CALL) {
                        format.closings().forEach(closings::addAll);
                    }
                }
            }
        }
        closings.forEach(mark -> CLOSINGS.add(format(Kind.CLOSING, mark.replace(" ", "␣"))));
    }

    private static String resource() {
        try (InputStream in = Formats.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Format format(Kind kind, String form) {
        Place place = Place.ANYWHERE;
        String rest = form;
        if (rest.startsWith("«line»")) {
            place = Place.LINE;
            rest = rest.substring("«line»".length());
        } else if (rest.startsWith("«start»")) {
            place = Place.TURN;
            rest = rest.substring("«start»".length()).strip();
        }
        List<Token> tokens = Token.of(rest);
        int begin = 0;
        while (begin < tokens.size() && payload(tokens.get(begin)) == Payload.NONE) {
            begin++;
        }
        Payload payload = begin < tokens.size() ? payload(tokens.get(begin)) : Payload.NONE;
        List<Format.Argument> arguments = new ArrayList<>();
        List<List<String>> closings = new ArrayList<>();
        for (Token token : tokens.subList(begin, tokens.size())) {
            switch (token) {
                case Token.Argument argument -> arguments.add(argument(argument.text()));
                case Token.Text text -> closings.add(List.of(text.text().split("¦")));
                case Token.Slot _, Token.Blank _ -> {}
            }
        }
        return new Format(
                kind,
                place,
                parts(tokens.subList(0, begin)),
                payload,
                List.copyOf(arguments),
                List.copyOf(closings),
                form);
    }

    /// An argument's value is told by what is before it and by the first mark behind it.
    private static Format.Argument argument(String form) {
        List<Token> tokens = Token.of(form);
        int value = Math.max(tokens.indexOf(VALUE), tokens.indexOf(JSON));
        String closing =
                value + 1 < tokens.size() && tokens.get(value + 1) instanceof Token.Text(String mark) ? mark : "";
        return new Format.Argument(
                parts(tokens.subList(0, value)), tokens.get(value).equals(JSON), closing);
    }

    private static List<Part> parts(List<Token> tokens) {
        List<Part> parts = new ArrayList<>();
        for (Token token : tokens) {
            parts.add(
                    switch (token) {
                        case Token.Text text -> new Part.Literal(text.text());
                        case Token.Blank _ -> new Part.Space();
                        case Token.Slot slot -> part(slot.name());
                        case Token.Argument argument -> throw new IllegalStateException(argument.text());
                    });
        }
        while (!parts.isEmpty() && parts.getLast() instanceof Part.Space) {
            parts.removeLast();
        }
        return List.copyOf(parts);
    }

    private static Payload payload(Token token) {
        return switch (token) {
            case Token.Argument _ -> Payload.PARAMETERS;
            case Token.Slot slot -> payload(slot.name());
            case Token.Text _, Token.Blank _ -> Payload.NONE;
        };
    }

    private static Payload payload(String slot) {
        return switch (slot) {
            case "thought" -> Payload.THOUGHT;
            case "code" -> Payload.CODE;
            case "calls" -> Payload.CALLS;
            case "arguments" -> Payload.ARGUMENTS;
            case "python" -> Payload.PYTHON;
            case "keywords" -> Payload.KEYWORDS;
            default -> Payload.NONE;
        };
    }

    private static Part part(String slot) {
        return switch (slot) {
            case "name" -> new Part.Word(Part.Meaning.TOOL);
            case "key" -> new Part.Word(Part.Meaning.KEY);
            case "id" -> new Part.Word(Part.Meaning.IDENTIFIER);
            case "…" -> new Part.Anything();
            default -> throw new IllegalStateException("no such place in a form: «" + slot + "»");
        };
    }

    /// A form, cut at its special characters.
    private sealed interface Token {
        record Text(String text) implements Token {}

        record Blank() implements Token {}

        record Slot(String name) implements Token {}

        record Argument(String text) implements Token {}

        static List<Token> of(String form) {
            List<Token> tokens = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < form.length(); i++) {
                char c = form.charAt(i);
                if (" «⟦".indexOf(c) < 0) {
                    text.append(c == '␣' ? ' ' : c == '⏎' ? '\n' : c);
                    continue;
                }
                if (!text.isEmpty()) {
                    tokens.add(new Text(text.toString()));
                    text.setLength(0);
                }
                if (c == ' ') {
                    tokens.add(new Blank());
                } else {
                    int end = form.indexOf(c == '«' ? '»' : '⟧', i);
                    String inside = form.substring(i + 1, end);
                    tokens.add(c == '«' ? new Slot(inside) : new Argument(inside));
                    i = end;
                }
            }
            if (!text.isEmpty()) {
                tokens.add(new Text(text.toString()));
            }
            return tokens;
        }
    }
}
