package io.github.jupan.bench.prompts;

import io.github.jupan.agent.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is tried.
///
/// @param variant a folder of bench/prompts, or [#OWN] for the prompts as they are
public record Options(
        String variant,
        String model,
        Optional<String> baseUrl,
        Dialect dialect,
        List<Kind> kinds,
        int count,
        long seed) {

    static final String OWN = "own";

    /// How to ask for it.
    public static final String HELP = """
        Usage: jupan bench prompts --model NAME [--base-url URL] [--variant FOLDER] [--dialect auto|text|tools]
                                   [--kinds letters,korean,sums,dates,words] [--count 60] [--seed 1]
        Asks a model generated questions, and says how many answers are right. A variant is a folder of bench/prompts
        whose files replace prompts of the same name. What was broken off goes on where it was.
        """;

    public Options {
        kinds = List.copyOf(kinds);
        if (count < 1) {
            throw new IllegalArgumentException("--count must be at least 1");
        }
    }

    /// @param words without the first, which is the row's name
    /// @throws IllegalArgumentException when a word is not understood, or the model is not given
    public static Options of(List<String> words) {
        Map<String, String> given = new TreeMap<>();
        for (int at = 0; at < words.size(); at += 2) {
            if (!words.get(at).startsWith("--") || at + 1 == words.size()) {
                throw new IllegalArgumentException("not understood: " + words.get(at) + "\n" + HELP);
            }
            given.put(words.get(at).substring(2), words.get(at + 1));
        }
        Options options = new Options(
                taken(given, "variant").orElse(OWN),
                taken(given, "model").orElseThrow(() -> new IllegalArgumentException("--model is missing\n" + HELP)),
                taken(given, "base-url"),
                PromptTrial.dialect(taken(given, "dialect").orElse("auto")),
                Stream.of(taken(given, "kinds")
                                .orElse("letters,korean,sums,dates,words")
                                .split(","))
                        .map(Kind::of)
                        .toList(),
                Integer.parseInt(taken(given, "count").orElse("60")),
                Long.parseLong(taken(given, "seed").orElse("1")));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "not understood: --" + String.join(", --", given.keySet()) + "\n" + HELP);
        }
        return options;
    }

    private static Optional<String> taken(Map<String, String> given, String name) {
        return Optional.ofNullable(given.remove(name));
    }

    /// A name of its own for all that decides which questions are asked, and how.
    String file() {
        String asked =
                kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining("-"));
        return String.join("_", variant, model.replaceAll("[^\\w.-]", "-"), dialect.name(), asked, "seed" + seed)
                + ".jsonl";
    }
}
