package io.github.jupan.tools;

import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.tools.internal.repair.Entities;
import io.github.jupan.tools.internal.repair.Escapes;
import io.github.jupan.tools.internal.repair.Fences;
import io.github.jupan.tools.internal.repair.Indentation;
import io.github.jupan.tools.internal.repair.Prompts;
import io.github.jupan.tools.internal.repair.Signs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A program whose characters were damaged on their way, put right.
///
/// @param what the damage in a few words for people, such as `HTML entities, typographic quotes`
/// @param code the program that can run
public record CodeRepair(String what, String code) {

    /// What a model is told before the result: one line with its line break.
    public String note() {
        return Prompt.CODE_REPAIRED.with("repair", what) + "\n";
    }

    /// A kind of damage.
    ///
    /// @param ways gives what the program may have been, the likeliest first; empty where there is no such damage
    private record Damage(String what, Repairing ways) {}

    private interface Repairing {
        List<String> of(String code);
    }

    /// In the order in which they are undone: what was done to a program last comes first.
    private static final List<Damage> DAMAGES = List.of(
            new Damage("escaped line breaks", Escapes::decoded),
            new Damage("a fence", Fences::inside),
            new Damage("prompts", Prompts::removed),
            new Damage("HTML entities", Entities::decoded),
            new Damage("odd spaces", Signs::plainSpaces),
            new Damage("typographic quotes", Signs::straightQuotes),
            new Damage("typographic signs", Signs::plainSigns),
            new Damage("indentation", Indentation::removed));

    /// One kind of damage seldom comes with more than two others.
    private static final int MOST_CANDIDATES = 24;

    /// @param undone how many of the damages were looked at
    private record Step(List<String> whats, String code, int undone) {}

    /// What the program may have been, the fewest changes first. Empty, as a rule, for a program without damage; one
    /// that compiles as it stands must not be replaced, whatever this gives.
    public static List<CodeRepair> candidates(String code) {
        List<Step> steps = new ArrayList<>(List.of(new Step(List.of(), code, 0)));
        Set<String> seen = new HashSet<>(Set.of(code));
        for (int next = 0; next < steps.size(); next++) {
            Step step = steps.get(next);
            for (int i = step.undone(); i < DAMAGES.size(); i++) {
                for (String way : DAMAGES.get(i).ways().of(step.code())) {
                    if (steps.size() <= MOST_CANDIDATES && !way.isBlank() && seen.add(way)) {
                        List<String> whats = new ArrayList<>(step.whats());
                        whats.add(DAMAGES.get(i).what());
                        steps.add(new Step(List.copyOf(whats), way, i + 1));
                    }
                }
            }
        }
        return steps.stream()
                .skip(1)
                .map(step -> new CodeRepair(String.join(", ", step.whats()), step.code()))
                .toList();
    }

    /// The repair that a program needs: empty where it compiles as it stands, or no repair makes it compile.
    ///
    /// @param interpreter asked only where there are candidates
    public static Optional<CodeRepair> needed(String code, Interpreter interpreter) {
        List<CodeRepair> candidates = candidates(code);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>(List.of(code));
        candidates.forEach(candidate -> texts.add(candidate.code()));
        List<CompileCheck.Verdict> verdicts = CompileCheck.of(texts, interpreter);
        if (verdicts.getFirst() != CompileCheck.Verdict.NOT_PYTHON) {
            return Optional.empty();
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (verdicts.get(i + 1).compiles()) {
                return Optional.of(candidates.get(i));
            }
        }
        return Optional.empty();
    }
}
