package io.github.jupan.cli.ask;

import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.TemporalOption;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.models.ModelSelection;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.temporal.DurableAsking;
import io.github.jupan.temporal.DurableQuestion;
import io.github.jupan.temporal.DurableQuestions;
import io.github.jupan.temporal.TemporalServer;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A question that workers answer. None of the classes that speak to a Temporal server is loaded before.
record AskedDurably(String on, String id, boolean named) {

    /// @param on where the server is
    /// @param id the question's name; null for a new one
    static AskedDurably on(String on, @Nullable String id) {
        if (id != null && id.isBlank()) {
            throw new UsageException("--id takes a name");
        }
        return new AskedDurably(on, id == null ? UUID.randomUUID().toString() : id, id != null);
    }

    /// @param aside hears under which name the question can be asked for again
    Outcome ask(Question question, Setup setup, AgentListener listener, Consumer<String> aside) {
        try (TemporalServer server = TemporalOption.connect(on)) {
            DurableAsking asking = new DurableQuestions(server)
                    .start(new DurableQuestion(question.text(), question.documents(), options(setup)), id);
            if (!named) {
                aside.accept("asked as " + id + "; --id " + id + " finds it again");
            }
            try (var _ = question.cancellation().onCancel(asking::cancel)) {
                return asking.await(listener);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new JupanException("the waiting was ended; the question goes on as " + id, interrupted);
            }
        }
    }

    /// A model that nobody chose here is the worker's own.
    private static SessionOptions options(Setup setup) {
        ModelSelection.Source chosen = setup.access().selection().source();
        return chosen == ModelSelection.Source.DEFAULT || chosen == ModelSelection.Source.INSTALLED
                ? setup.options()
                : setup.options().withModel(setup.model());
    }
}
