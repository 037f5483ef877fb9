package io.github.jupan.cli.render;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Evidence.Source;
import io.github.jupan.cli.terminal.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Says where an answer's numbers come from: a mark in the text and a line below it.
public final class EvidenceText {

    public static final String CHECK = "✓";
    private static final int MOST_NUMBERS = 6;

    private EvidenceText() {}

    /// A part of the answer and how it is shown.
    record Piece(Style style, String text) {}

    /// The answer with a mark after each computed number.
    static List<Piece> marked(String answer, List<Evidence> evidence) {
        List<Piece> pieces = new ArrayList<>();
        int shown = 0;
        for (Evidence number : evidence) {
            if (number.source() instanceof Source.Computed) {
                pieces.add(new Piece(Style.PLAIN, answer.substring(shown, number.start())));
                pieces.add(new Piece(Style.BOLD, answer.substring(number.start(), number.end())));
                pieces.add(new Piece(Style.PROVEN, CHECK));
                shown = number.end();
            }
        }
        pieces.add(new Piece(Style.PLAIN, answer.substring(shown)));
        pieces.removeIf(piece -> piece.text().isEmpty());
        return List.copyOf(pieces);
    }

    /// One sentence for each source, such as `✓ 3, 18 computed by run 1`; nothing for an answer without numbers.
    static List<Piece> sources(List<Evidence> evidence) {
        Map<Source, Set<String>> numbers = new LinkedHashMap<>();
        evidence.forEach(number -> numbers.computeIfAbsent(number.source(), source -> new LinkedHashSet<>())
                .add(number.number()));
        List<Piece> pieces = new ArrayList<>();
        numbers.forEach((source, written) -> {
            if (!pieces.isEmpty()) {
                pieces.add(new Piece(Style.DIM, " · "));
            }
            pieces.add(sentence(source, shortened(written)));
        });
        return List.copyOf(pieces);
    }

    private static String shortened(Set<String> numbers) {
        String first = numbers.stream().limit(MOST_NUMBERS).collect(Collectors.joining(", "));
        int more = numbers.size() - MOST_NUMBERS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static Piece sentence(Source source, String numbers) {
        return switch (source) {
            case Source.Computed(int run) -> new Piece(Style.PROVEN, CHECK + " " + numbers + " computed by run " + run);
            case Source.Given() -> new Piece(Style.DIM, numbers + " from the question");
            case Source.Neither() -> new Piece(Style.WARNING, "? " + numbers + " not computed");
        };
    }
}
