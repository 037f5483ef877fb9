package io.github.jupan.practice.report;

import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.export.ChatExport;
import io.github.jupan.practice.internal.export.InspectExport;
import io.github.jupan.practice.internal.export.LmEvalExport;
import io.github.jupan.practice.internal.export.PreferenceExport;
import io.github.jupan.practice.internal.export.PromptExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes a practice in the forms that others' tools read. In all of them an assistant's message is the model's own
/// word and every other one is not: that is the mask for training.
public final class PracticeExport {

    private PracticeExport() {}

    /// A form.
    public enum Format {
        /// A log of inspect_ai for each mode: `inspect view --log-dir FOLDER` shows it.
        INSPECT,
        /// `messages`, a right attempt a line, for supervised training.
        CHAT,
        /// `prompt` and `answer`, an exercise a line, for TRL's trainers that sample for themselves.
        TRL_PROMPT,
        /// `prompt`, `chosen` and `rejected`: a right attempt beside a wrong one at the same exercise.
        TRL_PREFERENCE,
        /// The columns that verl wants, an exercise a line.
        VERL,
        /// The samples and results of lm-evaluation-harness, for each mode.
        LM_EVAL
    }

    /// @param target a folder, made where there is none
    /// @return the files that were written
    public static List<Path> write(PracticeFolder folder, Format format, Path target) {
        try {
            Files.createDirectories(target);
            return switch (format) {
                case INSPECT -> InspectExport.write(folder, target);
                case CHAT -> List.of(ChatExport.write(folder, target.resolve("chat.jsonl")));
                case TRL_PROMPT -> List.of(PromptExport.trl(folder, target.resolve("prompts.jsonl")));
                case TRL_PREFERENCE -> List.of(PreferenceExport.write(folder, target.resolve("preferences.jsonl")));
                case VERL -> List.of(PromptExport.verl(folder, target.resolve("verl.jsonl")));
                case LM_EVAL -> LmEvalExport.write(folder, target);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written: " + e.getMessage(), e);
        }
    }
}
