package io.github.jupan.temporal;

import io.github.jupan.sandbox.Cancellation;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Says again and again that an activity is being worked on, and ends the work when Temporal no longer wants it.
final class Heartbeat implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Thread thread;
    private volatile @Nullable ActivityCompletionException unwanted;

    private Heartbeat(ActivityExecutionContext context, Cancellation work) {
        this.thread = Thread.ofVirtual().name("heartbeat").unstarted(() -> beat(context, work));
    }

    /// @param work is cancelled when it is no longer wanted
    static Heartbeat of(ActivityExecutionContext context, Cancellation work) {
        Heartbeat heartbeat = new Heartbeat(context, work);
        heartbeat.thread.start();
        return heartbeat;
    }

    private void beat(ActivityExecutionContext context, Cancellation work) {
        try {
            while (true) {
                context.heartbeat(null);
                Thread.sleep(PAUSE);
            }
        } catch (ActivityCompletionException no) {
            unwanted = no;
            work.cancel();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// @throws ActivityCompletionException when the work is no longer wanted
    void check() {
        ActivityCompletionException no = unwanted;
        if (no != null) {
            throw no;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
