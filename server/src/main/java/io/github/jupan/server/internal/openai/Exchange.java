package io.github.jupan.server.internal.openai;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.http.ClientWatch;
import io.github.jupan.server.internal.openai.request.ApiException;
import io.github.jupan.server.internal.openai.request.Query;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for an answer with its client, and cancels the question of one that goes away.
final class Exchange {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(3);

    private final ClientWatch client;
    private final Cancellation cancellation;
    private final HttpServletResponse response;

    Exchange(ClientWatch client, Cancellation cancellation, HttpServletResponse response) {
        this.client = client;
        this.cancellation = cancellation;
        this.response = response;
    }

    /// Blocks until the reply has ended.
    void run(Answering answering, Query query, Reply reply) throws IOException {
        CompletableFuture<Answer> done = new CompletableFuture<>();
        Thread.ofVirtual().name("jupan-openai").start(() -> {
            try {
                done.complete(answering.answer(query, new Telling(query.code(), reply), cancellation));
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        try {
            Answer answer = await(done, reply);
            if (client.moreCame() && !response.isCommitted()) {
                response.setHeader("Connection", "close");
            }
            reply.end(answer);
        } catch (ExecutionException failure) {
            reply.fail(ApiException.of(Objects.requireNonNullElse(failure.getCause(), failure)));
        } catch (InterruptedException stopping) {
            cancellation.cancel();
            reply.fail(new ApiException(503, "closing", "the server is shutting down"));
            Thread.currentThread().interrupt();
        }
    }

    private Answer await(CompletableFuture<Answer> done, Reply reply)
            throws InterruptedException, ExecutionException, IOException {
        long beaten = System.nanoTime();
        while (true) {
            try {
                Duration patience = cancellation.isRequested() ? AFTER_CANCEL : LOOK;
                return done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillAtWork) {
                if (client.isGone()) {
                    cancellation.cancel();
                }
                if (System.nanoTime() - beaten > BEAT.toNanos()) {
                    beaten = System.nanoTime();
                    reply.beat();
                }
            }
        }
    }
}
