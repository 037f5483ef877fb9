package io.github.jupan.cli.render;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.EventJson;
import java.io.PrintStream;

/// Writes each event as a line of JSON, for programs. `docs/events.md` has the schema.
public final class JsonRenderer implements AgentListener {

    private final PrintStream out;

    public JsonRenderer(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onEvent(AgentEvent event) {
        out.print(EventJson.of(event) + "\n");
        out.flush();
    }
}
