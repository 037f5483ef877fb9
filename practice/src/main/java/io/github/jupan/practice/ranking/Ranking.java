package io.github.jupan.practice.ranking;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.JsonLines;
import io.github.jupan.practice.internal.JsonLog;
import io.github.jupan.practice.internal.WholeFile;
import io.github.jupan.practice.internal.ranking.PairOrder;
import io.github.jupan.practice.internal.ranking.RankingJson;
import io.github.jupan.practice.ranking.Comparison.Pair;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares the attempts of a practice folder in pairs. Each comparison is a line of `rankings.jsonl`, written at once,
/// so that whoever stops goes on where it was; of those that prefer one, `preferences.jsonl` is made whenever a ranking
/// is opened or closed. One process at a time, and one of its threads. The attempts are held in memory.
public final class Ranking implements AutoCloseable {

    private static final String FILE = "rankings.jsonl";

    private final PracticeFolder folder;
    private final String by;
    private final Map<Attempt.Key, Attempt> attempts;
    private final List<Pair> order;
    private final FileChannel lock;
    private final JsonLog log;
    private final List<Comparison> comparisons;
    private final Set<Pair> done = new HashSet<>();
    private int searched;

    private Ranking(PracticeFolder folder, String by, long seed, FileChannel lock, JsonLog log) {
        this.folder = folder;
        this.by = by;
        this.attempts = attempts(folder);
        Map<Attempt.Key, String> written = new HashMap<>();
        attempts.forEach((key, attempt) -> written.put(key, written(attempt)));
        this.order = PairOrder.of(
                attempts.keySet(), seed, (one, other) -> !Objects.equals(written.get(one), written.get(other)));
        this.lock = lock;
        this.log = log;
        this.comparisons = comparisons(folder.path().resolve(FILE));
        comparisons.stream().filter(this::isOwn).forEach(each -> setDone(each.pair()));
    }

    /// @param by who compares: others' comparisons stay, and are no reason not to compare a pair
    /// @param seed says in which order, and which attempt stands on which side
    /// @throws PracticeException when another process compares in this folder
    public static Ranking open(PracticeFolder folder, String by, long seed) {
        Deque<Runnable> undo = new ArrayDeque<>();
        try {
            FileChannel lock = JsonLog.lock(
                    folder.path().resolve("rankings.lock"), folder.path() + " is in use: somebody else ranks there");
            undo.push(() -> JsonLog.close(lock));
            JsonLog log = JsonLog.open(folder.path().resolve(FILE));
            undo.push(log::close);
            Ranking ranking = new Ranking(folder, by, seed, lock, log);
            ranking.writePreferences();
            undo.clear();
            return ranking;
        } catch (IOException e) {
            throw new UncheckedIOException(folder.path() + " cannot be written: " + e.getMessage(), e);
        } finally {
            undo.forEach(Runnable::run);
        }
    }

    private static Map<Attempt.Key, Attempt> attempts(PracticeFolder folder) {
        try (Stream<Attempt> all = folder.attempts()) {
            return all.filter(each -> folder.exercises().containsKey(each.key().exercise()))
                    .collect(Collectors.toMap(Attempt::key, each -> each, (_, later) -> later));
        }
    }

    private static String written(Attempt attempt) {
        return attempt.rollout().pieces().stream()
                .filter(piece -> piece.author() == Piece.Author.MODEL)
                .map(Piece::text)
                .collect(Collectors.joining("\n"));
    }

    /// The preferences in a file. Close the stream.
    ///
    /// @throws PracticeException when the file, or while reading a line, is none
    public static Stream<Preference> preferences(Path file) {
        if (Files.isDirectory(file)) {
            throw new PracticeException(file + " is a folder: name a file such as " + file.resolve(Preference.FILE));
        }
        return JsonLines.stream(file, JsonLines.Unfinished.COUNTS, RankingJson::preference);
    }

    private static List<Comparison> comparisons(Path file) {
        List<Comparison> all = new ArrayList<>();
        try (Stream<JsonLines.Line> lines = JsonLines.stream(file, JsonLines.Unfinished.COUNTS, line -> line)) {
            lines.forEach(line -> {
                if (!RankingJson.isTakenBack(line)) {
                    all.add(RankingJson.comparison(line));
                } else if (!all.isEmpty()) {
                    all.removeLast();
                }
            });
        }
        return all;
    }

    private boolean isOwn(Comparison comparison) {
        return comparison.by().equals(by);
    }

    private void setDone(Pair pair) {
        done.add(pair);
        done.add(pair.turned());
    }

    /// How many pairs there are, those that were compared among them. Attempts in which the model wrote the very same
    /// are no pair.
    public int pairs() {
        return order.size();
    }

    /// What was compared by the same, in order.
    public List<Comparison> compared() {
        return comparisons.stream().filter(this::isOwn).toList();
    }

    /// The next pair to compare; the same until it is.
    public Optional<Pair> next() {
        while (searched < order.size() && done.contains(order.get(searched))) {
            searched++;
        }
        return searched < order.size() ? Optional.of(order.get(searched)) : Optional.empty();
    }

    /// The pairs that are still to compare, in order.
    public List<Pair> remaining() {
        return order.stream().filter(pair -> !done.contains(pair)).toList();
    }

    public Attempt attempt(Attempt.Key key) {
        return Objects.requireNonNull(attempts.get(key), () -> "there is no " + key);
    }

    public Exercise exercise(Pair pair) {
        return Objects.requireNonNull(folder.exercises().get(pair.exercise()), pair::exercise);
    }

    public void add(Pair pair, Verdict verdict) {
        Comparison comparison = new Comparison(pair, verdict, by, Instant.now());
        log.add(RankingJson.of(comparison));
        comparisons.add(comparison);
        setDone(pair);
    }

    /// Takes the last comparison back, whenever it was made, so that its pair comes next.
    ///
    /// @return false where there is none of the same at the end
    public boolean undo() {
        if (comparisons.isEmpty() || !isOwn(comparisons.getLast())) {
            return false;
        }
        log.add(RankingJson.takenBack(Instant.now()));
        Pair pair = comparisons.removeLast().pair();
        done.remove(pair);
        done.remove(pair.turned());
        searched = 0;
        return true;
    }

    private void writePreferences() throws IOException {
        WholeFile.write(folder.path().resolve(Preference.FILE), out -> {
            for (Comparison comparison : comparisons) {
                Optional<Preference> preference = Preference.of(comparison)
                        .filter(each -> attempts.containsKey(each.chosen()) && attempts.containsKey(each.rejected()));
                if (preference.isPresent()) {
                    out.write(RankingJson.of(
                                    preference.get(),
                                    exercise(comparison.pair()),
                                    attempt(preference.get().chosen()).rollout(),
                                    attempt(preference.get().rejected()).rollout())
                            + "\n");
                }
            }
        });
    }

    /// Writes the preferences.
    @Override
    public void close() {
        try {
            writePreferences();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.path() + " cannot be written: " + e.getMessage(), e);
        } finally {
            log.close();
            JsonLog.close(lock);
        }
    }
}
