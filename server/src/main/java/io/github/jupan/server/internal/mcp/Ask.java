package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.server.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `ask`: a question to a model of the server's, in a session whose questions belong together.
record Ask() implements Tool {

    @Override
    public String name() {
        return "ask";
    }

    @Override
    public boolean takesTurns() {
        return true;
    }

    @Override
    public Set<String> needs(Permission permission) {
        return Consent.needs(permission);
    }

    @Override
    public ObjectNode call(ToolCall call) {
        Arguments arguments = call.arguments();
        Progress progress = call.progress();
        Question question = new Question(
                        arguments.text("question"),
                        arguments.textsByName("documents"),
                        mode(arguments.optional("mode")))
                .withCancellation(call.cancellation());
        return call.inSession(
                arguments.optional("model"), consent -> consent.question(call, question.text()), named -> {
                    List<AgentEvent> events = new ArrayList<>();
                    Question asked = question.withApproval(call.consent().approval(call, named.name()));
                    Outcome outcome = named.session().ask(asked, event -> {
                        events.add(event);
                        progress.onEvent(event);
                    });
                    return Tool.result(
                            !(outcome instanceof Outcome.Answered), text(outcome), structured(outcome, events));
                });
    }

    private static Optional<Mode> mode(Optional<String> name) {
        return name.map(mode -> Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
    }

    /// As in the event `end`, and with it the programs that the evidence speaks of.
    private static ObjectNode structured(Outcome outcome, List<AgentEvent> events) {
        ObjectNode node = EventJson.of(new AgentEvent.Ended(outcome)).without(List.of("type"));
        var runs = node.putArray("runs");
        String code = "";
        for (AgentEvent event : events) {
            if (event instanceof AgentEvent.RunStarted started) {
                code = started.code();
            } else if (event instanceof AgentEvent.RunEnded ended) {
                ObjectNode run = EventJson.of(ended).retain("run", "status", "value", "stdout");
                runs.add(run.put("code", code));
            }
        }
        return node;
    }

    private static String text(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered ? answered.text() : "no answer: " + outcome.why();
    }
}
