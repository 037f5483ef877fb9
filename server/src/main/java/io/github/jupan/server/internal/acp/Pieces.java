package io.github.jupan.server.internal.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import java.util.ArrayList;
import java.util.List;

/// Joins what came in pieces: a history is shown at once.
final class Pieces {

    private Pieces() {}

    /// @param kept events, as a session keeps them; those that this version does not know are left out
    static List<AgentEvent> joined(List<ObjectNode> kept) {
        List<AgentEvent> events =
                kept.stream().flatMap(each -> EventJson.read(each).stream()).toList();
        List<AgentEvent> joined = new ArrayList<>();
        int at = 0;
        while (at < events.size()) {
            AgentEvent first = events.get(at);
            StringBuilder text = new StringBuilder();
            do {
                text.append(text(events.get(at)));
                at++;
            } while (at < events.size() && goesOn(first, events.get(at)));
            joined.add(with(text.toString(), first));
        }
        return joined;
    }

    private static boolean goesOn(AgentEvent first, AgentEvent next) {
        return switch (first) {
            case AgentEvent.Thinking _ -> next instanceof AgentEvent.Thinking;
            case AgentEvent.Text _ -> next instanceof AgentEvent.Text;
            case AgentEvent.Code code -> next instanceof AgentEvent.Code more && more.run() == code.run();
            default -> false;
        };
    }

    private static String text(AgentEvent event) {
        return switch (event) {
            case AgentEvent.Thinking thinking -> thinking.text();
            case AgentEvent.Text text -> text.text();
            case AgentEvent.Code code -> code.text();
            default -> "";
        };
    }

    private static AgentEvent with(String text, AgentEvent piece) {
        return switch (piece) {
            case AgentEvent.Thinking _ -> new AgentEvent.Thinking(text);
            case AgentEvent.Text _ -> new AgentEvent.Text(text);
            case AgentEvent.Code code -> new AgentEvent.Code(code.run(), text);
            default -> piece;
        };
    }
}
