package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A practice that is gone on with: what is wanted now must be what was begun, but for more exercises and epochs.
final class PracticeResumption {

    private PracticeResumption() {}

    /// @throws UsageException when something else was begun
    static PracticeFolder of(PracticeFolder before, PracticeSettings wanted, List<Exercise> exercises) {
        PracticeSettings then = before.settings();
        same("--model", then.model().name(), wanted.model().name(), before);
        same("--temperature", then.model().temperature(), wanted.model().temperature(), before);
        same("--top-p", then.model().topP(), wanted.model().topP(), before);
        same("--max-tokens", then.model().maxTokens(), wanted.model().maxTokens(), before);
        same(
                "--reasoning-effort",
                then.model().reasoningEffort(),
                wanted.model().reasoningEffort(),
                before);
        same("--adapter", then.model().adapter(), wanted.model().adapter(), before);
        same("--modes", then.modes(), wanted.modes(), before);
        same("--seed", then.seed(), wanted.seed(), before);
        same("--scorer", then.scorer(), wanted.scorer(), before);
        same("--lessons", then.lessons(), wanted.lessons(), before);
        Map<String, Exercise> all = new LinkedHashMap<>(before.exercises());
        for (Exercise exercise : exercises) {
            Exercise known = all.putIfAbsent(exercise.id(), exercise);
            if (known != null
                    && !(known.question().equals(exercise.question())
                            && known.targets().equals(exercise.targets()))) {
                throw new UsageException("the exercise " + exercise.id() + " was another one when " + before.path()
                        + " was begun; name another folder");
            }
        }
        int epochs = Math.max(then.epochs(), wanted.epochs());
        if (epochs == then.epochs() && all.size() == before.exercises().size()) {
            return before;
        }
        return PracticeFolder.write(
                before.path(),
                new PracticeSettings(
                        then.model(), then.modes(), epochs, then.seed(), then.scorer(), then.lessons(), then.began()),
                all.values());
    }

    private static void same(String option, Object then, Object now, PracticeFolder folder) {
        if (!then.equals(now)) {
            throw new UsageException(folder.path() + " was begun with another " + option + " (" + word(then) + ", not "
                    + word(now) + "): give the same, or name another folder");
        }
    }

    private static String word(Object value) {
        return switch (value) {
            case Optional<?> maybe -> maybe.map(PracticeResumption::word).orElse("none");
            case List<?> list ->
                String.join(",", list.stream().map(PracticeResumption::word).toList());
            case Enum<?> each -> each.name().toLowerCase(Locale.ROOT);
            default -> String.valueOf(value);
        };
    }
}
