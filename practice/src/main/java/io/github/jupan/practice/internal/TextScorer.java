package io.github.jupan.practice.internal;

import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.Scorer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Compares texts. Letters are compared composed (NFC) and without regard to case.
sealed interface TextScorer extends Scorer {

    /// The answer as a whole, what it says the answer is, or its last line.
    record Exact() implements TextScorer {
        @Override
        public String name() {
            return "exact";
        }

        @Override
        public Score score(Exercise exercise, Rollout rollout) {
            List<String> said = said(rollout.answer());
            return said.stream()
                    .filter(text -> exercise.targets().stream()
                            .anyMatch(target -> bare(target).equals(text)))
                    .findFirst()
                    .map(Score::right)
                    .orElseGet(() -> Score.wrong(said.getFirst(), ""));
        }
    }

    /// A whole word, number or phrase; a word that is spelled out counts too.
    record Contains() implements TextScorer {
        private static final int LONGEST_SPELLED = 100;

        @Override
        public String name() {
            return "contains";
        }

        @Override
        public Score score(Exercise exercise, Rollout rollout) {
            String answer = composed(rollout.answer());
            return exercise.targets().stream()
                    .filter(target -> stands(composed(target.strip()), answer))
                    .findFirst()
                    .map(target -> Score.right(bare(target)))
                    .orElseGet(() -> Score.wrong(said(rollout.answer()).getFirst(), ""));
        }

        private static boolean stands(String target, String answer) {
            if (ReadNumber.isOne(target)) {
                return ReadNumber.stands(target, answer);
            }
            String plain = Pattern.quote(target);
            boolean word = target.codePoints().allMatch(Character::isLetter);
            String spelled = word && target.length() > 1 && target.length() <= LONGEST_SPELLED
                    ? target.codePoints()
                            .mapToObj(letter -> Pattern.quote(Character.toString(letter)))
                            .collect(Collectors.joining("[\\s,\\-–·'\"*`]{1,4}", "|", ""))
                    : "";
            // A particle may follow a Korean word without a blank: what stands before it must not go on.
            boolean hangul = !target.isEmpty()
                    && Character.UnicodeScript.of(target.codePointBefore(target.length()))
                            == Character.UnicodeScript.HANGUL;
            String behind = hangul ? "" : "(?![\\p{L}\\p{N}&&[^\\p{IsHangul}]]|[.,]\\d)";
            return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?<!\\d[.,])(?:" + plain + spelled + ")" + behind)
                    .matcher(answer)
                    .find();
        }
    }

    /// The letter that an answer chooses.
    record Choice() implements TextScorer {
        private static final Pattern MARKED = Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:\\(([A-Za-z])\\)|\\*\\*([A-Z])\\*\\*|([A-Z])(?=[).:,]|\\s*$))",
                Pattern.MULTILINE);
        private static final Pattern FIRST =
                Pattern.compile("^[\\s*(`\"'$]*(?:option\\s+|choice\\s+)?([A-Za-z])(?![\\p{L}\\p{N}'’])");

        @Override
        public String name() {
            return "choice";
        }

        @Override
        public void check(Exercise exercise) {
            if (exercise.targets().stream().noneMatch(target -> letter(target).isPresent())) {
                throw new PracticeException("the answer of " + exercise.id() + " is no letter to choose: "
                        + exercise.target() + "; use another scorer, such as exact");
            }
        }

        @Override
        public Score score(Exercise exercise, Rollout rollout) {
            Optional<String> chosen = chosen(exercise, rollout.answer());
            if (chosen.isEmpty()) {
                return Score.wrong("", "no choice is named");
            }
            boolean right = exercise.targets().stream()
                    .flatMap(target -> letter(target).stream())
                    .anyMatch(chosen.get()::equals);
            return right ? Score.right(chosen.get()) : Score.wrong(chosen.get(), "");
        }

        private static Optional<String> letter(String target) {
            Matcher letter = Pattern.compile("\\(?([A-Za-z])\\)?[.)]?").matcher(target.strip());
            return letter.matches() ? Optional.of(letter.group(1).toUpperCase(Locale.ROOT)) : Optional.empty();
        }

        private static Optional<String> chosen(Exercise exercise, String answer) {
            for (FinalAnswer.Place place : FinalAnswer.places(answer)) {
                Matcher first = FIRST.matcher(place.in(answer));
                if (first.find()) {
                    return Optional.of(first.group(1).toUpperCase(Locale.ROOT));
                }
            }
            List<MatchResult> marked = MARKED.matcher(answer).results().toList();
            if (!marked.isEmpty()) {
                MatchResult last = marked.getLast();
                for (int group = 1; group <= 3; group++) {
                    if (last.group(group) != null) {
                        return Optional.of(last.group(group).toUpperCase(Locale.ROOT));
                    }
                }
            }
            List<String> named = new ArrayList<>();
            for (int i = 0; i < exercise.choices().size(); i++) {
                if (Contains.stands(composed(exercise.choices().get(i)), composed(answer))) {
                    named.add(Choices.letter(i));
                }
            }
            return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        }
    }

    /// What a pattern finds.
    record Regex(String name, Pattern pattern) implements TextScorer {
        @Override
        public Score score(Exercise exercise, Rollout rollout) {
            Matcher matcher = pattern.matcher(rollout.answer());
            String found = null;
            while (matcher.find()) {
                found = matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : matcher.group();
            }
            if (found == null) {
                return Score.wrong("", "the pattern finds nothing");
            }
            String read = bare(found);
            return exercise.targets().stream().anyMatch(target -> bare(target).equals(read))
                    ? Score.right(read)
                    : Score.wrong(read, "");
        }
    }

    /// What an answer may come down to: what its marks and words say is the answer, its last line, all of it.
    private static List<String> said(String answer) {
        List<String> said = new ArrayList<>();
        FinalAnswer.places(answer).forEach(place -> said.add(bare(place.in(answer))));
        answer.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, last) -> last)
                .ifPresent(line -> said.add(bare(line)));
        said.add(bare(answer));
        return said;
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /// Without marks around it.
    private static String bare(String text) {
        String bare = composed(text).strip();
        String before = "";
        while (!bare.equals(before)) {
            before = bare;
            bare = bare.replaceAll("^[\\s*`\"'“”‘’$]+|[\\s*`\"'“”‘’$.。!]+$", "");
        }
        return bare.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
