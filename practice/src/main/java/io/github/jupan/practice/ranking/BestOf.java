package io.github.jupan.practice.ranking;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.AgentSource;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.internal.AttemptMaker;
import io.github.jupan.practice.internal.ranking.Election;
import io.github.jupan.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Asks the same several times, each with a seed of its own in a conversation of its own, and chooses an answer.
///
/// ```java
/// BestOf.Best best = BestOf.of(8, AnswerChoice.vote()).ask(agents, sandbox, Question.of("How many r's are in
/// strawberry?"));
/// System.out.println(best.outcome() + " " + best.how());
/// ```
///
/// The attempts are made one after another. The time and the tokens of the question's [Budget] hold for all of them
/// together, its steps for each. The model has to sample: with a temperature of 0 all attempts are the same.
public final class BestOf {

    private final int most;
    private final AnswerChoice choice;
    private final long seed;
    private final Consumer<Candidate> listener;

    private BestOf(int most, AnswerChoice choice, long seed, Consumer<Candidate> listener) {
        this.most = most;
        this.choice = choice;
        this.seed = seed;
        this.listener = listener;
    }

    /// What was chosen.
    ///
    /// @param chosen its outcome, and the last of its events, have the tokens of all attempts together
    /// @param attempts how many were made
    /// @param how it was chosen, in one line for people
    public record Best(Candidate chosen, int attempts, String how) {

        public Outcome outcome() {
            return chosen.outcome();
        }
    }

    /// @param attempts how many, at least 1; fewer where the reward that chooses was stopped early
    public static BestOf of(int attempts, AnswerChoice choice) {
        if (attempts < 1) {
            throw new IllegalArgumentException("the best of one attempt at least, not of " + attempts);
        }
        return new BestOf(attempts, choice, 0, candidate -> {});
    }

    /// Of which each attempt's own seed is made. Default: 0.
    public BestOf seed(long value) {
        return new BestOf(most, choice, value, listener);
    }

    /// Hears of each attempt when it has ended. Default: nobody.
    public BestOf listener(Consumer<Candidate> value) {
        return new BestOf(most, choice, seed, value);
    }

    /// Asks, and blocks until an answer is chosen. A vote ends as soon as the attempts that are left cannot change it.
    ///
    /// @param sandbox where code runs; the caller closes it
    /// @param question what it says of budget, documents and the rest holds; its mode is [Mode#CODE] where it
    ///     says none
    /// @throws ModelException when the model cannot be reached or refuses, before any attempt has ended
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    public Best ask(AgentSource agents, Sandbox sandbox, Question question) {
        Budget budget = question.budget().orElse(Budget.DEFAULT);
        long start = System.nanoTime();
        Election election = new Election(choice, question.text());
        int attempts = Math.min(most, choice.most().orElse(most));
        String ended = "";
        Usage usage = Usage.NONE;
        for (int number = 1; number <= attempts; number++) {
            Duration spent = number == 1 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
            Duration time = budget.time().minus(spent);
            long tokens = budget.tokens() - usage.inputTokens() - usage.outputTokens();
            if (!time.isPositive() || tokens < 1) {
                ended = time.isPositive() ? "the tokens were used up" : "the time ran out";
                break;
            }
            Budget left = new Budget(budget.steps(), time, tokens, budget.contextTokens(), budget.sameErrors());
            Candidate made;
            try {
                made = made(agents, sandbox, question.withBudget(left), number, election);
            } catch (ModelException failed) {
                if (number == 1) {
                    throw failed;
                }
                ended = "the model failed: " + failed.getMessage();
                break;
            }
            usage = usage.plus(made.outcome().usage());
            if (made.outcome() instanceof Outcome.Cancelled) {
                return new Best(made.using(usage), number, "cancelled");
            }
            election.add(made);
            listener.accept(made);
            if (election.isDecided(attempts - number)) {
                break;
            }
        }
        Election.Result result = election.result();
        List<String> how = new ArrayList<>(List.of(result.how()));
        if (election.size() < attempts) {
            how.add(election.size() + " of " + attempts + " attempts"
                    + (ended.isEmpty() ? ": the others could not change it" : ": " + ended));
        }
        if (attempts < most) {
            how.add("of " + most + " no more were made: beyond " + attempts + " truth fell");
        }
        return new Best(result.chosen().using(usage), election.size(), String.join("; ", how));
    }

    private Candidate made(AgentSource agents, Sandbox sandbox, Question question, int number, Election election) {
        Mode mode = question.mode().orElse(Mode.CODE);
        AttemptMaker maker = new AttemptMaker(new Attempt.Key("", mode, number).seed(seed), agents);
        List<AgentEvent> events = new ArrayList<>();
        try (Agent agent = maker.agent()
                        .sandbox(sandbox)
                        .mode(mode)
                        .listener(events::add)
                        .build();
                Conversation conversation = agent.open()) {
            Rollout rollout = maker.made(conversation, question);
            return new Candidate(number, outcome(events), rollout, election.read(rollout), events);
        }
    }

    private static Outcome outcome(List<AgentEvent> events) {
        if (events.getLast() instanceof AgentEvent.Ended ended) {
            return ended.outcome();
        }
        throw new IllegalStateException("a question ends in its outcome");
    }
}
