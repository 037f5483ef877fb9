package io.github.jupan.agent.internal;

import dev.langchain4j.data.message.ChatMessage;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Past;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.internal.SystemPrompt.Code;
import io.github.jupan.agent.internal.turn.ContextWindow;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.sandbox.Execution;
import java.util.List;
import java.util.Map;

/// Brings a conversation to where its past left it: texts are bound as they were, and the runs run again, in order.
///
/// Not repeated are runs that were stopped, which nobody knows how far they had come, runs that called a tool, which
/// may have done something in the world, and what ran before the variables were lost, or given up, anyway.
public final class Resumption {

    private final Workspace workspace;
    private final List<ChatMessage> transcript;
    private final ContextWindow window;
    private final Mode mode;
    private final Stop stop;
    private Map<String, String> documentsBefore = Map.of();
    private boolean asking;
    private boolean unbound;

    public Resumption(Workspace workspace, List<ChatMessage> transcript, ContextWindow window, Mode mode, Stop stop) {
        this.workspace = workspace;
        this.transcript = transcript;
        this.window = window;
        this.mode = mode;
        this.stop = stop;
    }

    /// A stop that is requested meanwhile leaves out the runs that are left.
    public void of(List<Past> past) {
        int lost = lastLoss(past);
        for (int i = 0; i < past.size(); i++) {
            boolean gone = i <= lost;
            switch (past.get(i)) {
                case Past.Attached attached -> workspace.add(attached.documents());
                case Past.Asked asked -> ask(asked.question());
                case Past.Ran ran when gone -> workspace.runs().recall(ran);
                case Past.Ran ran -> repeat(ran);
                case Past.Restarted _ -> workspace.restarted();
                case Past.Ended ended -> end(ended.messages());
            }
        }
        end(List.of());
        bind();
    }

    private static int lastLoss(List<Past> past) {
        int last = past.size() - 1;
        while (last >= 0 && !losesVariables(past.get(last))) {
            last--;
        }
        return last;
    }

    private static boolean losesVariables(Past past) {
        return past instanceof Past.Restarted || (past instanceof Past.Ran ran && stateLost(ran.execution()));
    }

    private static boolean stateLost(Execution execution) {
        return switch (execution) {
            case Execution.LimitHit limit -> limit.stateLost();
            case Execution.Cancelled cancelled -> cancelled.stateLost();
            case Execution.Completed _, Execution.Raised _ -> false;
        };
    }

    private void ask(Question question) {
        end(List.of());
        documentsBefore = workspace.documents();
        workspace.add(question.documents());
        workspace.ask(question.text());
        asking = true;
        unbound = Code.of(question.text(), question.mode().orElse(mode)) != Code.NOT_AVAILABLE;
    }

    private void repeat(Past.Ran ran) {
        bind();
        workspace.repeat(ran, stop);
    }

    private void end(List<ChatMessage> messages) {
        if (asking && messages.isEmpty()) {
            bind();
            workspace.forgetQuestion(documentsBefore);
        } else if (asking) {
            window.asks(messages.getFirst());
            transcript.addAll(messages);
        }
        asking = false;
    }

    private void bind() {
        if (unbound) {
            workspace.bind();
        }
        unbound = false;
    }
}
