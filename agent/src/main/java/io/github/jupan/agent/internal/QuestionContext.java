package io.github.jupan.agent.internal;

import io.github.jupan.agent.Approval;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.internal.SystemPrompt.Code;
import io.github.jupan.agent.internal.text.TextReader.Looking;
import io.github.jupan.agent.internal.turn.ContextWindow;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.agent.internal.turn.Turns;

/// What a question carries on its way.
///
/// @param code what code means for it
public record QuestionContext(
        Settings settings, Code code, Approval approval, Workspace workspace, Events events, Stop stop) {

    boolean codeAvailable() {
        return code != Code.NOT_AVAILABLE;
    }

    boolean codeRequired() {
        return code == Code.REQUIRED;
    }

    /// The model's turns in this question.
    public Turns turns(ContextWindow window) {
        UserTools tools = settings.tools();
        Turns.Offer offer = new Turns.Offer(
                tools.specifications(),
                tools,
                tools.hasCallers() ? Turns.Offering.ALWAYS : Turns.Offering.AS_THE_MODEL_TAKES_THEM,
                codeAvailable() ? Looking.FOR_CALLS : Looking.FOR_THINKING_ALONE);
        return new Turns(
                new Turns.Model(settings.model(), settings.habits(), settings.parameters(), settings.patience()),
                offer,
                this::system,
                workspace.runs()::next,
                window,
                events,
                stop);
    }

    private String system(Dialect dialect) {
        return SystemPrompt.of(
                settings.mode(),
                code,
                dialect,
                settings.tools().signatures(),
                workspace.documents(),
                settings.system());
    }
}
