package io.github.jupan.temporal.internal.question;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The questions that a worker holds between two of their steps, each with its interpreter; not for long,
/// as every one can be brought back from its journal.
final class HeldQuestions implements AutoCloseable {

    private static final int MOST = 32;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Executor LATER = CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);

    private final Map<String, HeldQuestion> held = new LinkedHashMap<>();

    /// The question, no longer held; null where it is not, or stands elsewhere than its journal.
    @Nullable
    HeldQuestion take(String workflow, int steps) {
        HeldQuestion question = remove(workflow);
        if (question != null && question.steps() != steps) {
            question.close();
            return null;
        }
        return question;
    }

    private synchronized @Nullable HeldQuestion remove(String workflow) {
        return held.remove(workflow);
    }

    void hold(String workflow, HeldQuestion question) {
        HeldQuestion oldest = put(workflow, question);
        if (oldest != null) {
            oldest.close();
        }
        LATER.execute(() -> {
            if (removed(workflow, question)) {
                question.close();
            }
        });
    }

    private synchronized @Nullable HeldQuestion put(String workflow, HeldQuestion question) {
        HeldQuestion before = held.put(workflow, question);
        return before != null || held.size() <= MOST
                ? before
                : held.remove(held.keySet().iterator().next());
    }

    private synchronized boolean removed(String workflow, HeldQuestion question) {
        return held.remove(workflow, question);
    }

    @Override
    public synchronized void close() {
        held.values().forEach(HeldQuestion::close);
        held.clear();
    }
}
