package io.github.jupan.cli.ask;

import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.cli.render.EvidenceText;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.AgentSource;
import io.github.jupan.practice.ranking.AnswerChoice;
import io.github.jupan.practice.ranking.BestOf;
import io.github.jupan.practice.ranking.Candidate;
import io.github.jupan.practice.ranking.RewardFile;
import io.github.jupan.sandbox.Sandbox;
import java.nio.file.Path;

/// `ask --best-of`: the attempts pass by in a line each, and the chosen one is shown as if it had been the only one.
final class AskedBest {

    private static final String REWARD = "reward:";
    private static final int LONGEST_SHOWN = 60;

    private final int attempts;
    private final AnswerChoice choice;
    private final Surface aside;

    /// @param aside where the attempts pass by
    AskedBest(int attempts, AnswerChoice choice, Surface aside) {
        this.attempts = attempts;
        this.choice = choice;
        this.aside = aside;
    }

    /// What `--by` means.
    static AnswerChoice choice(String by) {
        if (by.startsWith(REWARD) && by.length() > REWARD.length()) {
            Path file = Path.of(by.substring(REWARD.length()));
            return AnswerChoice.reward(RewardFile.usable(file), file.toString());
        }
        return switch (by) {
            case "vote" -> AnswerChoice.vote();
            case "computed" -> AnswerChoice.computed();
            default -> throw new UsageException("--by takes vote, computed or reward:FILE, not " + by);
        };
    }

    /// @param listener hears the events of the chosen attempt
    BestOf.Best ask(AgentSource agents, Sandbox sandbox, Question question, long seed, AgentListener listener) {
        aside.status(status(1));
        BestOf.Best best;
        try {
            best = BestOf.of(attempts, choice).seed(seed).listener(this::passed).ask(agents, sandbox, question);
        } finally {
            aside.clearStatus();
            aside.flush();
        }
        best.chosen().events().forEach(listener::onEvent);
        return best;
    }

    private String status(int number) {
        return "attempt " + number + " of " + attempts + " …";
    }

    private void passed(Candidate made) {
        String answer = made.outcome() instanceof Outcome.Answered
                ? shortened(made.read().isEmpty() ? made.rollout().answer().strip() : made.read())
                : "no answer: " + made.outcome().why();
        String computed = made.computed() > 0 ? " " + EvidenceText.CHECK : "";
        aside.line(Style.DIM, "  " + made.number() + " of " + attempts + ": " + answer + computed);
        aside.status(status(made.number() + 1));
        aside.flush();
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
