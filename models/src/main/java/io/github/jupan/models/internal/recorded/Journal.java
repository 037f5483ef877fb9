package io.github.jupan.models.internal.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.models.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts transcripts together from the events of a journal. Events that say nothing about what the model wrote or what
/// a run gave are passed over, also those of a later version.
public final class Journal {

    private final JsonLines lines;
    private final Map<Long, Block> blocks = new LinkedHashMap<>();
    private final List<Transcript.Step> steps = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<String> question = Optional.empty();
    private Optional<String> answer = Optional.empty();
    private int questions;

    public Journal(JsonLines lines) {
        this.lines = lines;
    }

    /// Takes the next event.
    ///
    /// @return a session that this event completes
    public Optional<Transcript> accept(JsonNode event) {
        String type = lines.text(event, "type");
        if (type.equals("asked")) {
            Optional<Transcript> before = finish();
            question = Optional.of(lines.text(event, "text"));
            questions++;
            return before;
        }
        if (question.isEmpty()) {
            return Optional.empty();
        }
        switch (type) {
            case "turn_start" -> flushBlocks();
            case "text" -> text.append(lines.text(event, "text"));
            case "code_start" -> block(event);
            case "code" -> block(event).written.append(lines.text(event, "text"));
            case "run_start" -> block(event).ran = Optional.of(lines.text(event, "code"));
            case "run" -> block(event).output = output(event);
            case "turn_end" -> flushText();
            case "tool_start" ->
                throw lines.malformed("a call of the tool " + event.path("name").asText("?") + " cannot be replayed");
            case "end" -> {
                answer = lines.optionalText(event, "text");
                return finish();
            }
            default -> {}
        }
        return Optional.empty();
    }

    /// Ends the session that is under way, also when the journal breaks off.
    public Optional<Transcript> finish() {
        flushBlocks();
        flushText();
        Optional<Transcript> session = question.filter(q -> !steps.isEmpty())
                .map(q -> new Transcript(Integer.toString(questions), q, answer, steps));
        question = Optional.empty();
        answer = Optional.empty();
        steps.clear();
        return session;
    }

    private Block block(JsonNode event) {
        JsonNode run = event.path("run");
        if (!run.isIntegralNumber()) {
            throw lines.malformed("\"run\" is missing");
        }
        return blocks.computeIfAbsent(run.asLong(), number -> {
            Block block = new Block(text.toString());
            text.setLength(0);
            return block;
        });
    }

    private void flushBlocks() {
        for (Block block : blocks.values()) {
            steps.add(new Transcript.Step(
                    block.text, Optional.of(block.ran.orElseGet(block.written::toString)), block.output));
        }
        blocks.clear();
    }

    private void flushText() {
        if (!text.isEmpty() && blocks.isEmpty()) {
            steps.add(new Transcript.Step(text.toString(), Optional.empty(), Optional.empty()));
            text.setLength(0);
        }
    }

    private Optional<String> output(JsonNode run) {
        return switch (lines.text(run, "status")) {
            case "completed" ->
                Optional.of(printedAndValue(
                        lines.optionalText(run, "stdout").orElse(""), lines.optionalText(run, "value")));
            case "raised" -> lines.optionalText(run.path("error"), "traceback");
            default -> Optional.empty();
        };
    }

    private static String printedAndValue(String printed, Optional<String> value) {
        String newline = printed.isEmpty() || printed.endsWith("\n") ? "" : "\n";
        return value.map(repr -> printed + newline + repr).orElse(printed);
    }

    private static final class Block {
        final String text;
        final StringBuilder written = new StringBuilder();
        Optional<String> ran = Optional.empty();
        Optional<String> output = Optional.empty();

        Block(String text) {
            this.text = text;
        }
    }
}
