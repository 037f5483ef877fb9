package io.github.jupan.practice;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.internal.AttemptMaker;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes attempts in this process, each in a fresh conversation of an agent of its own. Any thread may use it.
public final class LocalRollouts implements RolloutMaker {

    private static final String CANCELLED = new Outcome.Cancelled(Usage.NONE).word();

    private final AgentSource agents;
    private final Sandbox sandbox;

    /// @param sandbox where the model's code runs; the caller closes it
    public LocalRollouts(AgentSource agents, Sandbox sandbox) {
        this.agents = agents;
        this.sandbox = sandbox;
    }

    /// Makes one of them. Its outcome is `cancelled` where it was.
    ///
    /// @throws ModelException when the model could not be reached
    public Rollout make(RolloutRequest request, Cancellation cancellation) {
        AttemptMaker maker = new AttemptMaker(request.seed(), agents);
        try (Agent agent = maker.agent()
                        .sandbox(sandbox)
                        .mode(request.key().mode())
                        .build();
                Conversation conversation = agent.open()) {
            return maker.made(
                    conversation,
                    Question.of(request.question())
                            .withDocuments(request.documents())
                            .withSystem(request.system())
                            .withCancellation(cancellation));
        }
    }

    @Override
    public void make(
            PracticeFolder folder,
            Iterator<RolloutRequest> wanted,
            int connections,
            Taker taker,
            Cancellation cancellation) {
        List<Future<?>> workers = new ArrayList<>();
        Cancellation ended = new Cancellation();
        try (var _ = cancellation.onCancel(ended::cancel);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                workers.add(threads.submit(() -> work(wanted, taker, ended)));
            }
            await(workers, ended);
        }
    }

    private void work(Iterator<RolloutRequest> wanted, Taker taker, Cancellation ended) {
        try {
            while (!ended.isRequested()) {
                RolloutRequest request;
                synchronized (wanted) {
                    if (!wanted.hasNext()) {
                        return;
                    }
                    request = wanted.next();
                }
                attempt(request, taker, ended);
            }
        } catch (Throwable failure) {
            ended.cancel();
            throw failure;
        }
    }

    private void attempt(RolloutRequest request, Taker taker, Cancellation ended) {
        Rollout rollout;
        try {
            rollout = make(request, ended);
        } catch (ModelException failed) {
            taker.failed(Attempt.Failed.of(request.key(), failed));
            return;
        }
        if (!rollout.outcome().equals(CANCELLED)) {
            taker.made(request.key(), rollout);
        }
    }

    private static void await(List<Future<?>> workers, Cancellation ended) {
        RuntimeException failure = null;
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (InterruptedException e) {
                ended.cancel();
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                failure = e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
