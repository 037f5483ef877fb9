package io.github.jupan.practice.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.AgentSource;
import io.github.jupan.practice.AnsweringModel;
import io.github.jupan.practice.ranking.RewardModel.Weight;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BestOfTest {

    private static final Sandbox NONE = new Sandbox() {
        @Override
        public Interpreter open(Limits limits) {
            throw new IllegalStateException("no code is run here");
        }

        @Override
        public void close() {}
    };

    private final List<Long> seeds = new ArrayList<>();

    /// Says one after another.
    private AgentSource says(String... answers) {
        return AnsweringModel.source((ChatRequest request, Long seed) -> {
            seeds.add(seed);
            String answer = answers[seeds.size() - 1];
            if (answer.isEmpty()) {
                throw new IllegalStateException("the provider is down");
            }
            return answer;
        });
    }

    private static Question question() {
        return Question.of("How many r's are in strawberry?").withMode(Mode.THINK);
    }

    private static BestOf.Best vote(int attempts, AgentSource agents) {
        return BestOf.of(attempts, AnswerChoice.vote()).ask(agents, NONE, question());
    }

    private static String answer(BestOf.Best best) {
        return best.outcome() instanceof Outcome.Answered answered
                ? answered.text()
                : best.outcome().word();
    }

    @Test
    void mostAttemptsDecideHoweverTheySayIt() {
        BestOf.Best best = vote(5, says("It is 2.", "There are 3 r's.", "2", "Three... that is **3**.", "So: 3"));
        assertThat(answer(best)).isEqualTo("There are 3 r's.");
        assertThat(best.how()).isEqualTo("chosen by vote: 3 of 5 answers are 3");
        assertThat(best.attempts()).isEqualTo(5);
        assertThat(new HashSet<>(seeds)).hasSize(5);
        List<Long> before = List.copyOf(seeds);
        seeds.clear();
        vote(5, says("1", "2", "3", "4", "5"));
        assertThat(seeds).as("the same seeds each time").isEqualTo(before);
        seeds.clear();
        BestOf.of(2, AnswerChoice.vote()).seed(1).ask(says("1", "2"), NONE, question());
        assertThat(before).doesNotContainAnyElementsOf(seeds);
    }

    @Test
    void aVoteEndsWhenItIsDecided() {
        BestOf.Best best = vote(8, says("3", "3", "2", "3", "3", "3"));
        assertThat(best.how())
                .isEqualTo("chosen by vote: 5 of 6 answers are 3; 6 of 8 attempts: the others could not change it");
        assertThat(seeds).hasSize(6);
    }

    @Test
    void answersInWordsAreVotedOnToo() {
        BestOf.Best best = vote(3, says("Paris", "Rome", "the answer is **paris**."));
        assertThat(best.how()).isEqualTo("chosen by vote: 2 of 3 answers are paris");
    }

    @Test
    void tokensAreThoseOfAllTogetherAndTheEventsThoseOfTheChosen() {
        BestOf.Best best = vote(3, says("It is 4.", "It is 3.", "It is 3."));
        Usage all = new Usage(300, 9, true);
        assertThat(best.outcome().usage()).isEqualTo(all);
        assertThat(best.chosen().number()).isEqualTo(2);
        assertThat(best.chosen().events().getFirst()).isInstanceOf(AgentEvent.Asked.class);
        assertThat(best.chosen().events().getLast()).isEqualTo(new AgentEvent.Ended(best.outcome()));
        assertThat(best.chosen().events())
                .filteredOn(AgentEvent.Text.class::isInstance)
                .containsExactly(new AgentEvent.Text("It is 3."));
    }

    @Test
    void tokensHoldForAllTogether() {
        Budget budget = new Budget(12, Duration.ofMinutes(5), 250);
        BestOf.Best best = BestOf.of(8, AnswerChoice.vote())
                .ask(
                        says("3", "2", "2", "2", "2", "2", "2", "2"),
                        NONE,
                        question().withBudget(budget));
        assertThat(best.how()).endsWith("3 of 8 attempts: the tokens were used up");
        assertThat(best.outcome().usage().inputTokens()).isEqualTo(300);
    }

    @Test
    void timeHoldsForAllTogether() {
        Budget budget = new Budget(12, Duration.ofMillis(50), 1_000);
        BestOf.Best best = BestOf.of(8, AnswerChoice.vote())
                .ask(
                        AnsweringModel.source((request, seed) -> slowly("3")),
                        NONE,
                        question().withBudget(budget));
        assertThat(best.outcome()).isInstanceOf(Outcome.Deadline.class);
        assertThat(best.how()).isEqualTo("no attempt came to an answer; 1 of 8 attempts: the time ran out");
    }

    /// Longer than the question may take.
    private static String slowly(String answer) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        return answer;
    }

    @Test
    void aModelThatFailsLaterLeavesWhatThereIs() {
        BestOf.Best best = vote(4, says("3", "3", "", ""));
        assertThat(answer(best)).isEqualTo("3");
        assertThat(best.how()).startsWith("chosen by vote: 2 of 2 answers are 3; 2 of 4 attempts: the model failed: ");
        seeds.clear();
        assertThatThrownBy(() -> vote(4, says("", ""))).isInstanceOf(ModelException.class);
    }

    @Test
    void whoCancelsIsNotAskedAgain() {
        Question question = question();
        question.cancellation().cancel();
        BestOf.Best best = BestOf.of(4, AnswerChoice.vote()).ask(says("3"), NONE, question);
        assertThat(best.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(best.attempts()).isEqualTo(1);
    }

    private static RewardModel liking(double words, OptionalInt bestOf) {
        return new RewardModel(
                List.of(new Weight("steps", words, 1, List.of())),
                new HeldOut(100, 90),
                Set.of("a"),
                "person",
                1,
                bestOf);
    }

    @Test
    void aRewardChoosesAndGoesNotBeyondWhereItWasStopped() {
        String[] answers = {"one", "one\ntwo", "one\ntwo\nthree", "one\ntwo\nthree\nfour"};
        BestOf.Best most = BestOf.of(4, AnswerChoice.reward(liking(1, OptionalInt.empty()), "r.json"))
                .ask(says(answers), NONE, question());
        assertThat(answer(most)).isEqualTo(answers[3]);
        assertThat(most.how()).isEqualTo("chosen by r.json: +0.41 above the mean of 4 answers");
        seeds.clear();
        BestOf.Best stopped = BestOf.of(4, AnswerChoice.reward(liking(1, OptionalInt.of(2)), "r.json"))
                .ask(says(answers), NONE, question());
        assertThat(answer(stopped)).isEqualTo(answers[1]);
        assertThat(stopped.how())
                .isEqualTo("chosen by r.json: +0.20 above the mean of 2 answers;"
                        + " of 4 no more were made: beyond 2 truth fell");
        assertThat(seeds).hasSize(2);
    }

    @Test
    void computedNumbersDecideBeforeVotes() {
        AgentSource agents = AnsweringModel.source((request, seed) -> {
            seeds.add(seed);
            boolean answers = AnsweringModel.asked(request).contains("3\n") || seeds.size() < 3;
            return seeds.size() < 3
                    ? "There are 2 r's."
                    : answers ? "There are 3 r's." : "```python\nprint('strawberry'.count('r'))\n```";
        });
        try (Sandbox sandbox = new WorkerSandbox()) {
            Question code = Question.of("How many r's are in strawberry?");
            BestOf.Best best = BestOf.of(3, AnswerChoice.computed()).ask(agents, sandbox, code);
            assertThat(answer(best)).isEqualTo("There are 3 r's.");
            assertThat(best.how()).isEqualTo("chosen for its computed numbers: 1, and 1 of 3 answers are 3");
            assertThat(best.chosen().computed()).isEqualTo(1);
            seeds.clear();
            assertThat(answer(BestOf.of(3, AnswerChoice.vote()).ask(agents, sandbox, code)))
                    .isEqualTo("There are 2 r's.");
        }
    }
}
