package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Past;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes of a session's entries what an agent takes a conversation up from. A run whose end was not kept counts as
/// cancelled, as nobody knows how far it had come.
public final class PastReader {

    private final List<Past> past = new ArrayList<>();
    private final List<String> tools = new ArrayList<>();
    private @Nullable JsonNode running;

    private PastReader() {}

    public static List<Past> read(List<Entry> entries) {
        PastReader reader = new PastReader();
        entries.forEach(reader::take);
        reader.endRun();
        return reader.past;
    }

    /// Whether its last question never came to an end, as when the process was killed.
    public static boolean endsInAQuestion(List<Past> past) {
        boolean asking = false;
        for (Past each : past) {
            asking = each instanceof Past.Asked || (asking && !(each instanceof Past.Ended));
        }
        return asking;
    }

    private void take(Entry entry) {
        switch (entry) {
            case Entry.Heard heard -> hear(heard.json());
            case Entry.Asked asked -> add(new Past.Asked(question(asked.json(), asked.documents())));
            case Entry.Ended ended -> add(new Past.Ended(ended.messages()));
            case Entry.Failed _ -> add(new Past.Ended(List.of()));
            case Entry.Restarted _ -> add(new Past.Restarted());
            case Entry.Attached attached -> add(new Past.Attached(attached.documents()));
        }
    }

    private void hear(JsonNode event) {
        switch (event.path("type").asText()) {
            case "run_start" -> {
                endRun();
                running = event;
            }
            case "tool_start" -> {
                if (running != null) {
                    tools.add(event.path("name").asText());
                }
            }
            case "run" -> endRun(Executions.of(event));
            default -> {
                // Of the rest the messages tell.
            }
        }
    }

    private void add(Past next) {
        endRun();
        past.add(next);
    }

    private void endRun() {
        endRun(new Execution.Cancelled(false, Execution.Output.NONE, Duration.ZERO));
    }

    private void endRun(Execution execution) {
        JsonNode run = running;
        if (run != null) {
            past.add(new Past.Ran(run.path("run").asInt(), run.path("code").asText(), execution, tools));
        }
        running = null;
        tools.clear();
    }

    private static Question question(JsonNode asked, Map<String, String> documents) {
        Mode mode = Mode.valueOf(asked.path("mode").asText().toUpperCase(Locale.ROOT));
        return new Question(asked.path("text").asText(), documents, Optional.of(mode));
    }
}
