package io.github.jupan.server.internal.http;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.EventJson;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// What Prometheus is told: questions and runs by how they ended and how long they took, and what is there now.
public final class Metrics implements AgentListener {

    private static final Duration[] BUCKETS = Stream.of(1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger asking = new AtomicInteger();

    /// @param sessions how many are open
    /// @param workers how many interpreters are alive
    public Metrics(IntSupplier sessions, IntSupplier workers) {
        Gauge.builder("jupan.questions.in.progress", asking::get)
                .description("Questions being answered")
                .register(registry);
        Gauge.builder("jupan.sessions", sessions::getAsInt)
                .description("Open sessions")
                .register(registry);
        Gauge.builder("jupan.workers", workers::getAsInt)
                .description("Interpreters that are alive")
                .register(registry);
    }

    void countClients(IntSupplier clients) {
        Gauge.builder("jupan.websockets", clients::getAsInt)
                .description("Open WebSockets")
                .register(registry);
    }

    String text() {
        return registry.scrape();
    }

    @Override
    public void onEvent(AgentEvent event) {
        if (event instanceof AgentEvent.RunEnded ended) {
            timer("jupan.runs", "Runs of code", EventJson.status(ended.execution()))
                    .record(ended.execution().elapsed());
        }
    }

    @Override
    public AgentListener forQuestion() {
        return new OneQuestion();
    }

    private Timer timer(String name, String description, String outcome) {
        return Timer.builder(name)
                .description(description)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /// Hears one question, or one run outside of any.
    private final class OneQuestion implements AgentListener {
        private long begin;

        @Override
        public void onEvent(AgentEvent event) {
            Metrics.this.onEvent(event);
            if (event instanceof AgentEvent.Asked) {
                begin = System.nanoTime();
                asking.incrementAndGet();
            } else if (event instanceof AgentEvent.Ended ended) {
                end(ended.outcome().word());
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            end("failed");
        }

        private void end(String outcome) {
            asking.decrementAndGet();
            timer("jupan.questions", "Questions", outcome).record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
