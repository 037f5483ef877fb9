package io.github.jupan.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a replay found, in counts.
///
/// @param blocks those with a recorded output: the same, the different and the skipped ones together
/// @param skipped blocks that the sandbox cannot run, by the module they need
record ReplayReport(int sessions, int blocks, int same, List<Block.Different> different, Map<String, Integer> skipped) {

    static ReplayReport of(List<List<Block>> sessions) {
        int same = 0;
        List<Block.Different> different = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        for (Block block : sessions.stream().flatMap(List::stream).toList()) {
            switch (block) {
                case Block.Same equal -> same++;
                case Block.Different other -> different.add(other);
                case Block.Skipped skip -> skipped.merge(skip.module(), 1, Integer::sum);
            }
        }
        int left = skipped.values().stream().mapToInt(Integer::intValue).sum();
        return new ReplayReport(
                sessions.size(), same + different.size() + left, same, List.copyOf(different), Map.copyOf(skipped));
    }

    int skippedBlocks() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sessions", sessions)
                .put("blocks", blocks)
                .put("same", same);
        ArrayNode differences = json.putArray("different");
        for (Block.Different block : different) {
            differences
                    .addObject()
                    .put("id", block.id())
                    .put("step", block.step())
                    .put("expected", block.expected())
                    .put("actual", block.actual());
        }
        json.put("skipped", skippedBlocks());
        ObjectNode modules = json.putObject("skipped_modules");
        new TreeMap<>(skipped).forEach(modules::put);
        return json;
    }

    /// One line, such as `2 sessions, 5 blocks: 3 the same, 1 different, 1 skipped (sympy 1); 75.00% of 4`.
    String summary() {
        String modules = skipped.isEmpty()
                ? ""
                : new TreeMap<>(skipped)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", ", " (", ")"));
        int judged = same + different.size();
        String share = judged == 0 ? "" : String.format(Locale.ROOT, "; %.2f%% of %d", 100.0 * same / judged, judged);
        return "%s, %s: %d the same, %d different, %d skipped%s%s"
                .formatted(
                        counted(sessions, "session"),
                        counted(blocks, "block"),
                        same,
                        different.size(),
                        skippedBlocks(),
                        modules,
                        share);
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
