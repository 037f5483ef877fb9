package io.github.jupan.practice.internal.report;

import io.github.jupan.agent.Mode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.report.Statistics.Vote;
import io.github.jupan.practice.report.AttemptFacts;
import io.github.jupan.practice.report.PracticeReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Takes attempts in, one at a time, and makes the report of them. Holds a few figures for each.
public final class Summary {

    /// The shortest bin of lengths ends here; each further one is twice as long.
    private static final long FIRST_BIN = 32;

    private final PracticeFolder folder;
    private final List<Integer> passAt;
    private final Map<Mode, List<AttemptFacts>> facts = new EnumMap<>(Mode.class);
    private final Set<Attempt.Key> made = new HashSet<>();
    private final Set<Attempt.Key> failed = new HashSet<>();

    public Summary(PracticeFolder folder, List<Integer> passAt) {
        this.folder = folder;
        this.passAt = List.copyOf(passAt);
    }

    public void add(AttemptFacts attempt) {
        facts.computeIfAbsent(attempt.key().mode(), any -> new ArrayList<>()).add(attempt);
        made.add(attempt.key());
    }

    public void add(Attempt.Failed failure) {
        failed.add(failure.key());
    }

    public PracticeReport report() {
        failed.removeAll(made);
        int total = folder.exercises().size()
                * folder.settings().modes().size()
                * folder.settings().epochs();
        return new PracticeReport(
                folder.settings(),
                folder.exercises().size(),
                failed.size(),
                Math.max(0, total - made.size()),
                facts.entrySet().stream()
                        .map(each -> mode(each.getKey(), each.getValue()))
                        .toList());
    }

    private PracticeReport.InMode mode(Mode mode, List<AttemptFacts> all) {
        Map<String, List<AttemptFacts>> groups = new LinkedHashMap<>();
        folder.exercises().keySet().forEach(id -> groups.put(id, new ArrayList<>()));
        all.forEach(each -> groups.computeIfAbsent(each.key().exercise(), any -> new ArrayList<>())
                .add(each));
        groups.values().removeIf(List::isEmpty);
        Map<String, Double> byExercise = new LinkedHashMap<>();
        groups.forEach((id, group) -> byExercise.put(id, share(group, AttemptFacts::right)));
        List<Double> accuracies = List.copyOf(byExercise.values());
        SortedMap<Integer, Double> passed = new TreeMap<>();
        SortedMap<Integer, Double> voted = new TreeMap<>();
        for (int k : passAt) {
            List<List<AttemptFacts>> enough =
                    groups.values().stream().filter(group -> group.size() >= k).toList();
            if (!enough.isEmpty()) {
                passed.put(
                        k,
                        mean(
                                enough,
                                group -> Statistics.passAt(
                                        group.size(),
                                        (int) group.stream()
                                                .filter(AttemptFacts::right)
                                                .count(),
                                        k)));
                voted.put(k, mean(enough, group -> Statistics.majorityAt(votes(group), k)));
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("ran_code", share(all, AttemptFacts::ranCode));
        shares.put("erred", share(all, AttemptFacts::erred));
        shares.put("repaired", share(all, AttemptFacts::repaired));
        shares.put("checked", share(all, AttemptFacts::checked));
        shares.put("computed", share(all, AttemptFacts::computed));
        Map<String, Integer> outcomes = new TreeMap<>();
        all.forEach(each -> outcomes.merge(each.outcome(), 1, Integer::sum));
        return new PracticeReport.InMode(
                mode,
                all.size(),
                Statistics.mean(accuracies),
                Statistics.standardError(accuracies),
                mean(all, AttemptFacts::reward),
                passed,
                voted,
                count(groups, share -> share == 1, byExercise),
                count(groups, share -> share == 0, byExercise),
                mean(all, AttemptFacts::inputTokens),
                mean(all, AttemptFacts::length),
                mean(all, AttemptFacts::tookMillis) / 1_000,
                mean(all, AttemptFacts::firstTokenMillis) / 1_000,
                shares,
                lengths(all),
                byExercise,
                outcomes);
    }

    private static List<Vote> votes(List<AttemptFacts> group) {
        return group.stream().map(each -> new Vote(each.read(), each.right())).toList();
    }

    private static int count(
            Map<String, List<AttemptFacts>> groups, Predicate<Double> wanted, Map<String, Double> shares) {
        return (int) groups.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .filter(each -> wanted.test(shares.getOrDefault(each.getKey(), Double.NaN)))
                .count();
    }

    private static <T> double mean(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static double share(List<AttemptFacts> all, Predicate<AttemptFacts> wanted) {
        return mean(all, each -> wanted.test(each) ? 1 : 0);
    }

    private static List<PracticeReport.Bin> lengths(List<AttemptFacts> all) {
        List<PracticeReport.Bin> bins = new ArrayList<>();
        long longest = all.stream().mapToLong(AttemptFacts::length).max().orElse(0);
        for (long from = 0, to = FIRST_BIN; from <= longest; from = to, to *= 2) {
            long least = from;
            long most = to;
            List<AttemptFacts> within = all.stream()
                    .filter(each -> each.length() >= least && each.length() < most)
                    .toList();
            if (!within.isEmpty()) {
                bins.add(new PracticeReport.Bin(from, to, within.size(), share(within, AttemptFacts::right)));
            }
        }
        return bins;
    }
}
