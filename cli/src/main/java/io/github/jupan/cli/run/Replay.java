package io.github.jupan.cli.run;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Dialect;
import io.github.jupan.models.ReplayModel;
import io.github.jupan.models.Transcript;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Plays recorded conversations through the real agent and sandbox, a few at a time.
final class Replay {

    private static final int MOST_AT_ONCE = 4;

    private final Sandbox sandbox;
    private final Limits limits;
    private final StandardLibrary standardLibrary;
    private final long seed;
    private final Map<String, String> documents;
    private final Runnable sessionDone;

    Replay(Sandbox sandbox, Limits limits, long seed, Map<String, String> documents, Runnable sessionDone) {
        this.sandbox = sandbox;
        this.limits = limits;
        this.standardLibrary = new StandardLibrary(sandbox);
        this.seed = seed;
        this.documents = documents;
        this.sessionDone = sessionDone;
    }

    /// @param conversations each of one or more questions, asked in order, which share their variables
    ReplayReport play(List<List<Transcript>> conversations) throws InterruptedException {
        int atOnce = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_AT_ONCE);
        List<List<Block>> sessions = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
            List<Future<List<List<Block>>>> results = conversations.stream()
                    .map(conversation -> workers.submit(() -> playOne(conversation)))
                    .toList();
            try {
                for (Future<List<List<Block>>> result : results) {
                    sessions.addAll(result.get());
                }
            } catch (ExecutionException failure) {
                workers.shutdownNow();
                throw failure.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failure.getCause());
            }
        }
        return ReplayReport.of(sessions);
    }

    private List<List<Block>> playOne(List<Transcript> questions) {
        int steps = questions.stream()
                .mapToInt(question -> question.steps().size())
                .max()
                .orElse(0);
        Agent agent = Agent.builder(new ReplayModel(questions, seed, Duration.ZERO))
                .sandbox(sandbox)
                .limits(limits)
                .dialect(Dialect.TEXT)
                .budget(new Budget(
                                steps + 1,
                                limits.deadline().multipliedBy(steps + 1).plusMinutes(10),
                                Long.MAX_VALUE)
                        .withContextTokens(Long.MAX_VALUE)
                        .withSameErrors(Integer.MAX_VALUE))
                .build();
        List<List<Block>> sessions = new ArrayList<>();
        try (Conversation conversation = agent.open()) {
            SessionReplay replay = new SessionReplay(conversation, standardLibrary);
            for (Transcript question : questions) {
                sessions.add(replay.play(question, documents));
                sessionDone.run();
            }
        }
        return sessions;
    }
}
