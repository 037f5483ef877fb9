package io.github.jupan.cli.render;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Evidence.Source;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
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

    /// One sentence for each source, such as `✓ 3, 18 computed by run 1`; nothing for an answer without numbers.
    static List<StyledText> sources(List<Evidence> evidence) {
        Map<Source, Set<String>> numbers = new LinkedHashMap<>();
        evidence.forEach(number -> numbers.computeIfAbsent(number.source(), source -> new LinkedHashSet<>())
                .add(number.number()));
        List<StyledText> pieces = new ArrayList<>();
        numbers.forEach((source, written) -> {
            if (!pieces.isEmpty()) {
                pieces.add(new StyledText(Style.DIM, " · "));
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

    private static StyledText sentence(Source source, String numbers) {
        return switch (source) {
            case Source.Computed(int run) ->
                new StyledText(Style.PROVEN, CHECK + " " + numbers + " computed by run " + run);
            case Source.Given() -> new StyledText(Style.DIM, numbers + " from the question");
            case Source.Neither() -> new StyledText(Style.WARNING, "? " + numbers + " not computed");
        };
    }
}
