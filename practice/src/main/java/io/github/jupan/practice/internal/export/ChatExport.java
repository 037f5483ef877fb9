package io.github.jupan.practice.internal.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/// The right attempts, as OpenAI, TRL, axolotl and others take them.
public final class ChatExport {

    private ChatExport() {}

    public static Path write(PracticeFolder folder, Path file) throws IOException {
        try (Stream<Attempt> attempts = folder.attempts()) {
            Iterator<Attempt> right = attempts.filter(Attempt::isRight).iterator();
            WholeFile.write(file, out -> {
                while (right.hasNext()) {
                    out.write(line(right.next()) + "\n");
                }
            });
        }
        return file;
    }

    private static ObjectNode line(Attempt attempt) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("messages")
                .addAll(Messages.prompt(attempt.rollout().pieces()))
                .addAll(Messages.completion(attempt.rollout()));
        return node.put("reward", attempt.score().value())
                .put("exercise", attempt.key().exercise())
                .put("mode", AttemptJson.word(attempt.key().mode()))
                .put("epoch", attempt.key().epoch())
                .put("model", attempt.model().name())
                .put("seed", attempt.rollout().seed());
    }
}
