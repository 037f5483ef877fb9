package io.github.jupan.practice.internal.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/// The exercises, for trainers that sample for themselves.
public final class PromptExport {

    private PromptExport() {}

    /// Further columns reach a reward function of TRL's by their names.
    public static Path trl(PracticeFolder folder, Path file) throws IOException {
        WholeFile.write(file, out -> {
            for (Exercise exercise : folder.exercises().values()) {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                node.set("prompt", Messages.prompt(exercise));
                out.write(node.put("answer", exercise.target()).put("id", exercise.id()) + "\n");
            }
        });
        return file;
    }

    /// As verl's `examples/data_preprocess/gsm8k_multiturn_w_tool.py` writes them.
    public static Path verl(PracticeFolder folder, Path file) throws IOException {
        WholeFile.write(file, out -> {
            int index = 0;
            for (Exercise exercise : folder.exercises().values()) {
                out.write(verl(exercise, index++) + "\n");
            }
        });
        return file;
    }

    private static ObjectNode verl(Exercise exercise, int index) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        JsonNode source = exercise.fields().getOrDefault("data_source", TextNode.valueOf("jupan"));
        JsonNode ability = exercise.fields().getOrDefault("ability", TextNode.valueOf("math"));
        node.set("data_source", source);
        node.set("prompt", Messages.prompt(exercise));
        node.set("ability", ability);
        node.putObject("reward_model").put("style", "rule").put("ground_truth", exercise.target());
        ObjectNode extra = node.putObject("extra_info")
                .put("split", "train")
                .put("index", index)
                .put("id", exercise.id())
                .put("question", exercise.question())
                .put("answer", exercise.solution())
                .put("need_tools_kwargs", true);
        extra.putObject("tools_kwargs")
                .putObject("code_interpreter")
                .putObject("create_kwargs")
                .put("ground_truth", exercise.target());
        return node;
    }
}
