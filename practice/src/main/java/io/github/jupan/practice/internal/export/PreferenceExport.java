package io.github.jupan.practice.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Right attempts beside wrong ones at the same exercise in the same mode, each attempt once.
public final class PreferenceExport {

    private PreferenceExport() {}

    private record Group(String exercise, Mode mode) {}

    public static Path write(PracticeFolder folder, Path file) throws IOException {
        Map<Attempt.Key, Attempt.Key> others = new HashMap<>();
        try (Stream<Attempt> attempts = folder.attempts()) {
            pair(attempts, others);
        }
        Map<Attempt.Key, Attempt> waiting = new HashMap<>();
        try (Stream<Attempt> attempts = folder.attempts()) {
            Iterator<Attempt> each = attempts.filter(attempt -> others.containsKey(attempt.key()))
                    .iterator();
            WholeFile.write(file, out -> {
                while (each.hasNext()) {
                    Attempt attempt = each.next();
                    Attempt other = waiting.remove(others.get(attempt.key()));
                    if (other == null) {
                        waiting.put(attempt.key(), attempt);
                    } else {
                        out.write((attempt.isRight() ? line(attempt, other) : line(other, attempt)) + "\n");
                    }
                }
            });
        }
        return file;
    }

    private static void pair(Stream<Attempt> attempts, Map<Attempt.Key, Attempt.Key> others) {
        Map<Group, List<Attempt.Key>> right = new LinkedHashMap<>();
        Map<Group, List<Attempt.Key>> wrong = new HashMap<>();
        attempts.forEach(attempt -> (attempt.isRight() ? right : wrong)
                .computeIfAbsent(
                        new Group(attempt.key().exercise(), attempt.key().mode()), any -> new ArrayList<>())
                .add(attempt.key()));
        right.forEach((group, chosen) -> {
            List<Attempt.Key> rejected = wrong.getOrDefault(group, List.of());
            for (int i = 0; i < Math.min(chosen.size(), rejected.size()); i++) {
                others.put(chosen.get(i), rejected.get(i));
                others.put(rejected.get(i), chosen.get(i));
            }
        });
    }

    private static ObjectNode line(Attempt chosen, Attempt rejected) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode prompt = Messages.prompt(chosen.rollout().pieces());
        node.set("prompt", prompt);
        node.set("chosen", Messages.completion(chosen.rollout()));
        node.set("rejected", Messages.completion(rejected.rollout()));
        return node.put("exercise", chosen.key().exercise());
    }
}
