package io.github.jupan.local.internal.process;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Has a chat template rendered although the binding hands its text back as the JVM's modified UTF-8: a NUL
/// ends it there, and what lies beyond U+FFFF comes back as rubbish. Such characters travel as private ones.
final class Prompt {

    private static final int FIRST_PRIVATE = 0xE000;
    private static final int LAST_PRIVATE = 0xF8FF;

    private final Map<Integer, Integer> there = new HashMap<>();
    private final Map<Integer, Integer> back = new HashMap<>();

    private Prompt(String all) {
        int next = FIRST_PRIVATE;
        for (int each : all.codePoints().filter(Prompt::cannotTravel).distinct().toArray()) {
            while (all.indexOf(next) >= 0) {
                next++;
            }
            if (next > LAST_PRIVATE) {
                throw new IllegalArgumentException("there are too many different characters beyond U+FFFF");
            }
            there.put(each, next);
            back.put(next, each);
            next++;
        }
    }

    private static boolean cannotTravel(int codePoint) {
        return codePoint == 0 || codePoint > 0xFFFF;
    }

    /// @param template renders messages, given as the JSON of a chat request
    static String render(List<Command.Message> messages, UnaryOperator<String> template) throws IOException {
        String all = messages.stream().map(Command.Message::content).collect(Collectors.joining());
        Prompt prompt = new Prompt(all);
        List<Command.Message> sent = messages.stream()
                .map(each -> new Command.Message(each.role(), replace(each.content(), prompt.there)))
                .toList();
        return replace(template.apply(Lines.json(Map.of("messages", sent))), prompt.back);
    }

    private static String replace(String text, Map<Integer, Integer> by) {
        if (by.isEmpty()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints().forEach(each -> replaced.appendCodePoint(by.getOrDefault(each, each)));
        return replaced.toString();
    }
}
