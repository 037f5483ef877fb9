package io.github.jupan.agent;

import io.github.jupan.agent.internal.EventStream;
import io.github.jupan.sandbox.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

/// A question on its way.
public final class Asking {

    private final Cancellation cancellation;
    private final EventStream events;
    private final CompletableFuture<Outcome> outcome;

    Asking(Cancellation cancellation, EventStream events, CompletableFuture<Outcome> outcome) {
        this.cancellation = cancellation;
        this.events = events;
        this.outcome = outcome;
    }

    /// Ends the question within half a second, also when the model's provider hangs: with [Outcome.Cancelled].
    public void cancel() {
        cancellation.cancel();
    }

    /// The outcome when it is there, or what [Conversation#ask(Question, AgentListener)] throws. Completing it does not
    /// end the question.
    public CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /// The question's events, the first included for whoever subscribes later; to each as many as it requests.
    public Flow.Publisher<AgentEvent> events() {
        return events;
    }

    /// Waits for the outcome. Interrupting the waiting thread cancels the question, whose outcome is then here
    /// soon, and leaves the thread interrupted.
    ///
    /// @throws ModelException as does [Conversation#ask(Question, AgentListener)], with what else it throws
    public Outcome await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException wanted) {
                    interrupted = true;
                    cancel();
                }
            }
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case RuntimeException failure -> failure;
                case Error error -> throw error;
                case null, default -> new IllegalStateException(failed);
            };
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
