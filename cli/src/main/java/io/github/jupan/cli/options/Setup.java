package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.models.ModelAccess;
import io.github.jupan.models.ModelOptions;
import io.github.jupan.models.Models;
import io.github.jupan.practice.lessons.LessonBook;
import io.github.jupan.server.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the command line, the environment and the configuration say together.
///
/// @param options of every session, in which the model is left to the access
/// @param adapter a LoRA adapter for a model in a file
/// @param lessons shown to the model beside each question
/// @param notes what the user should know before anything is asked, a line each
public record Setup(
        ModelAccess access,
        SessionOptions options,
        Optional<Path> adapter,
        Optional<LessonBook> lessons,
        List<String> notes) {

    public Setup {
        notes = List.copyOf(notes);
    }

    static Setup of(
            ModelAccess access,
            SessionOptions options,
            Optional<Path> adapter,
            Optional<LessonBook> lessons,
            Surroundings surroundings) {
        ModelOptions.Builder model = ModelOptions.builder().environment(surroundings.environment());
        access.lead(access.selection().name(), model);
        List<String> notes = new ArrayList<>();
        access.selection().hint().ifPresent(notes::add);
        Models.warning(access.selection().name(), model.build()).ifPresent(notes::add);
        return new Setup(access, options, adapter, lessons, notes);
    }

    /// For a command that asks nothing.
    public static Setup withoutModels() {
        return new Setup(ModelAccess.NOTHING, SessionOptions.DEFAULT, Optional.empty(), Optional.empty(), List.of());
    }

    public String model() {
        return access.selection().name();
    }

    public void sayNotes(Surroundings surroundings) {
        notes.forEach(note -> surroundings.err().println("jupan: " + note));
    }
}
