package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.Locale;

/// Reads how a run ended from its `run` event.
final class Executions {

    private Executions() {}

    static Execution of(JsonNode run) {
        var output = new Execution.Output(
                run.path("stdout").asText(), run.path("stderr").asText());
        Duration elapsed = Duration.ofMillis(run.path("elapsed_ms").asLong());
        boolean stateLost = run.path("state_lost").asBoolean();
        return switch (run.path("status").asText()) {
            case "completed" -> new Execution.Completed(run.path("value").textValue(), output, elapsed);
            case "raised" -> {
                JsonNode error = run.path("error");
                yield new Execution.Raised(
                        new Execution.PythonError(
                                error.path("type").asText(),
                                error.path("message").asText(),
                                error.path("traceback").asText()),
                        output,
                        elapsed);
            }
            case "limit" ->
                new Execution.LimitHit(
                        Execution.Limit.valueOf(run.path("limit").asText().toUpperCase(Locale.ROOT)),
                        run.path("detail").asText(),
                        stateLost,
                        output,
                        elapsed);
            default -> new Execution.Cancelled(stateLost, output, elapsed);
        };
    }
}
