package io.github.jupan.practice.internal.learn;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.lessons.Lesson;
import io.github.jupan.practice.report.AttemptFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Picks of many attempts those that teach most: at each exercise a right one whose numbers were computed before one
/// that guessed, one without an error before one with, a short one before a long one; and the exercises that were
/// seldom right before those that always are, which the model needs nobody for.
public final class Lessons {

    private static final Comparator<Right> BETTER = Comparator.<Right>comparingInt(
                    right -> right.facts.computed() ? 0 : 1)
            .thenComparingInt(right -> right.facts.erred() ? 1 : 0)
            .thenComparingLong(right -> right.facts.length())
            .thenComparingInt(right -> right.facts.key().epoch());

    private final Map<String, Exercise> exercises;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private record Right(AttemptFacts facts, Lesson lesson) {}

    private static final class Group {
        private int made;
        private int right;
        private final List<Right> best = new ArrayList<>(1);

        private double share() {
            return right / (double) made;
        }
    }

    public Lessons(Map<String, Exercise> exercises) {
        this.exercises = exercises;
        exercises.keySet().forEach(id -> groups.put(id, new Group()));
    }

    public void add(Attempt attempt) {
        Group group = groups.computeIfAbsent(attempt.key().exercise(), any -> new Group());
        group.made++;
        if (attempt.isRight()) {
            group.right++;
            Exercise exercise =
                    Objects.requireNonNull(exercises.get(attempt.key().exercise()));
            Right right = new Right(AttemptFacts.of(attempt), Lesson.of(exercise, attempt.rollout()));
            if (group.best.isEmpty() || BETTER.compare(right, group.best.getFirst()) < 0) {
                group.best.clear();
                group.best.add(right);
            }
        }
    }

    /// One lesson of each exercise that was right at least once, the hardest first.
    public List<Lesson> best() {
        return groups.values().stream()
                .filter(group -> !group.best.isEmpty())
                .sorted(Comparator.comparingDouble(Group::share))
                .map(group -> group.best.getFirst().lesson())
                .toList();
    }
}
