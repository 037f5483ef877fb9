package io.github.jupan.practice;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What happened in one attempt, from the question to its end.
///
/// @param seed that the model was given
/// @param outcome as [io.github.jupan.agent.Outcome#word()] has it: `answered`, `step_limit`
/// @param answer the answer's text; what was said last where there is none
/// @param evidence every number of the answer and where it comes from; empty for a session that others recorded
/// @param firstToken from asking to the first that came of the model; zero where nobody measured it
public record Rollout(
        long seed,
        String outcome,
        String answer,
        List<Piece> pieces,
        List<Run> runs,
        List<Evidence> evidence,
        Usage usage,
        Instant began,
        Duration firstToken,
        Duration took) {

    /// The outcome of an attempt that ended in an answer.
    public static final String ANSWERED = "answered";

    /// A run of the model's code.
    ///
    /// @param number counted from 1
    /// @param turn of the model that it belongs to
    /// @param value as [io.github.jupan.agent.RunResult] has it, or what was printed; cut where it is long
    /// @param error the exception's type, or the limit's name; empty where the code ran to its end
    public record Run(int number, int turn, Status status, String value, String error, Duration took) {}

    /// How a run ended.
    public enum Status {
        COMPLETED,
        RAISED,
        LIMIT,
        CANCELLED
    }

    public Rollout {
        pieces = List.copyOf(pieces);
        runs = List.copyOf(runs);
        evidence = List.copyOf(evidence);
    }

    public boolean answered() {
        return outcome.equals(ANSWERED);
    }

    /// All that the model wrote, in UTF-16 code units: the length of an attempt where no tokens are counted.
    public long writtenChars() {
        return pieces.stream()
                .filter(piece -> piece.author() == Piece.Author.MODEL)
                .mapToLong(piece -> piece.text().length())
                .sum();
    }
}
