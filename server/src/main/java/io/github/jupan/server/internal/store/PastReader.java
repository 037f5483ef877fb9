package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Past;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes of a session's entries what an agent takes a conversation up from. A run whose end was not kept counts as
/// cancelled, as nobody knows how far it had come.
public final class PastReader {

    private final List<Past> past = new ArrayList<>();
    private final List<String> tools = new ArrayList<>();
    private AgentEvent.@Nullable RunStarted running;

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
            case Entry.Heard heard -> EventJson.read(heard.json()).ifPresent(this::hear);
            case Entry.Asked asked -> add(new Past.Asked(question(asked.json(), asked.documents())));
            case Entry.Ended ended -> add(new Past.Ended(ended.messages()));
            case Entry.Failed _ -> add(new Past.Ended(List.of()));
            case Entry.Restarted _ -> add(new Past.Restarted());
            case Entry.Attached attached -> add(new Past.Attached(attached.documents()));
        }
    }

    private void hear(AgentEvent event) {
        switch (event) {
            case AgentEvent.RunStarted started -> {
                endRun();
                running = started;
            }
            case AgentEvent.ToolStarted tool -> {
                if (running != null) {
                    tools.add(tool.name());
                }
            }
            case AgentEvent.RunEnded ended -> endRun(ended.execution());
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
        AgentEvent.RunStarted run = running;
        if (run != null) {
            past.add(new Past.Ran(run.run(), run.code(), execution, tools));
        }
        running = null;
        tools.clear();
    }

    private static Question question(JsonNode json, Map<String, String> documents) {
        if (EventJson.read(json).orElse(null) instanceof AgentEvent.Asked asked) {
            return new Question(asked.text(), documents, Optional.of(asked.mode()));
        }
        throw new IllegalStateException("a question that was kept cannot be read");
    }
}
