package io.github.jupan.practice.internal.ranking;

import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Scorer;
import io.github.jupan.practice.internal.NamedScorers;
import io.github.jupan.practice.ranking.AnswerChoice;
import io.github.jupan.practice.ranking.Candidate;
import io.github.jupan.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The candidates of a question, and which of them is chosen.
public final class Election {

    private static final Scorer NUMBER = NamedScorers.of("number", Election::noSandbox);
    private static final Scorer EXACT = NamedScorers.of("exact", Election::noSandbox);

    private final AnswerChoice choice;
    private final Exercise exercise;
    private final List<Candidate> candidates = new ArrayList<>();

    private static Sandbox noSandbox() {
        throw new IllegalStateException("these scorers run no code");
    }

    /// @param how in one line
    public record Result(Candidate chosen, String how) {}

    public Election(AnswerChoice choice, String question) {
        this.choice = choice;
        // What a scorer reads does not depend on the right answer, which nobody knows here.
        this.exercise = Exercise.of("question", question, "0");
    }

    public Exercise exercise() {
        return exercise;
    }

    /// What an answer is counted as; empty where there is none.
    public String read(Rollout rollout) {
        if (!rollout.answered()) {
            return "";
        }
        String number = NUMBER.score(exercise, rollout).read();
        return number.isEmpty() ? EXACT.score(exercise, rollout).read() : number;
    }

    public void add(Candidate candidate) {
        candidates.add(candidate);
    }

    public int size() {
        return candidates.size();
    }

    /// Whether so many more candidates cannot change who is chosen.
    public boolean isDecided(int more) {
        if (!(choice instanceof AnswerChoice.Vote)) {
            return false;
        }
        List<Integer> sizes = groups().values().stream()
                .map(List::size)
                .sorted(Comparator.reverseOrder())
                .toList();
        int second = sizes.size() > 1 ? sizes.get(1) : 0;
        return !sizes.isEmpty() && sizes.getFirst() - second > more;
    }

    /// By what is read; candidates of which nothing is read belong nowhere.
    private Map<String, List<Candidate>> groups() {
        return candidates.stream()
                .filter(each -> !each.read().isEmpty())
                .collect(Collectors.groupingBy(Candidate::read, LinkedHashMap::new, Collectors.toList()));
    }

    public Result result() {
        List<Candidate> answered =
                candidates.stream().filter(each -> each.rollout().answered()).toList();
        if (answered.isEmpty()) {
            return new Result(candidates.getFirst(), "no attempt came to an answer");
        }
        return switch (choice) {
            case AnswerChoice.Vote _ -> vote(answered);
            case AnswerChoice.Computed _ -> computed(answered);
            case AnswerChoice.Reward reward -> reward(answered, reward);
        };
    }

    /// Those that give the same answer.
    private List<Candidate> agreeing(Candidate candidate) {
        return groups().getOrDefault(candidate.read(), List.of(candidate));
    }

    private static long computedNumbers(List<Candidate> group) {
        return group.stream().mapToLong(Candidate::computed).sum();
    }

    /// The first of the largest.
    private static Candidate best(List<Candidate> candidates, Comparator<Candidate> order) {
        return candidates.stream()
                .max(order.thenComparing(Candidate::number, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private Result vote(List<Candidate> answered) {
        Candidate first = best(
                answered,
                Comparator.comparingInt((Candidate each) -> agreeing(each).size())
                        .thenComparingLong(each -> computedNumbers(agreeing(each))));
        Candidate chosen = best(agreeing(first), Comparator.comparingLong(Candidate::computed));
        return new Result(
                chosen,
                "chosen by vote: " + agreeing(chosen).size() + " of " + answered.size() + " answers" + agree(chosen));
    }

    private static String agree(Candidate chosen) {
        return chosen.read().isEmpty() || chosen.read().length() > 40 ? " agree" : " are " + chosen.read();
    }

    private Result computed(List<Candidate> answered) {
        Candidate chosen = best(
                answered,
                Comparator.comparingLong(Candidate::computed)
                        .thenComparingInt(each -> agreeing(each).size()));
        return new Result(
                chosen,
                "chosen for its computed numbers: " + chosen.computed() + ", and "
                        + agreeing(chosen).size() + " of "
                        + answered.size() + " answers" + agree(chosen));
    }

    private Result reward(List<Candidate> answered, AnswerChoice.Reward reward) {
        Map<Candidate, Double> rewards = new LinkedHashMap<>();
        answered.forEach(each -> rewards.put(each, reward.model().reward(each.rollout())));
        Candidate chosen = best(answered, Comparator.comparingDouble(each -> rewards.getOrDefault(each, 0.0)));
        double mean =
                rewards.values().stream().mapToDouble(value -> value).average().orElse(0);
        return new Result(
                chosen,
                String.format(
                        Locale.ROOT,
                        "chosen by %s: %+.2f above the mean of %d answers",
                        reward.name(),
                        rewards.getOrDefault(chosen, 0.0) - mean,
                        answered.size()));
    }
}
