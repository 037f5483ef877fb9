package io.github.jupan.temporal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.AttemptLine;
import io.github.jupan.practice.LocalRollouts;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.RolloutRequest;
import io.github.jupan.practice.Score;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionOptions;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Makes attempts on this machine.
final class AttemptWork implements AttemptActivity {

    /// Temporal takes 2 MB in one piece.
    static final int MOST_BYTES = 1_900_000;

    /// A sandbox that fails may work the next time, or on another machine.
    private static final int SANDBOX_TRIES = 3;

    private final WorkerAgents agents;
    private final Sandbox sandbox;

    AttemptWork(WorkerAgents agents, Sandbox sandbox) {
        this.agents = agents;
        this.sandbox = sandbox;
    }

    @Override
    public Made make(SessionOptions options, RolloutRequest request) {
        Cancellation ended = new Cancellation();
        ActivityExecutionContext context = Activity.getExecutionContext();
        try (Heartbeat heartbeat = Heartbeat.of(context, ended)) {
            Rollout rollout = new LocalRollouts(agents.of(options), sandbox).make(request, ended);
            heartbeat.check();
            return made(request, options, rollout);
        } catch (ModelException failed) {
            return new Made(Optional.empty(), Optional.of(Attempt.Failed.of(request.key(), failed)));
        } catch (RequestException cannot) {
            throw ApplicationFailure.newNonRetryableFailure(cannot.getMessage(), CANNOT);
        } catch (SandboxException failed) {
            if (context.getInfo().getAttempt() < SANDBOX_TRIES) {
                throw failed;
            }
            throw ApplicationFailure.newNonRetryableFailure(failed.getMessage(), CANNOT);
        }
    }

    private static Made made(RolloutRequest request, SessionOptions options, Rollout rollout) {
        ObjectNode attempt = AttemptLine.of(
                new Attempt(request.key(), ModelSettings.of(options.model().orElse("")), rollout, Score.wrong("", "")));
        int bytes = attempt.toString().getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MOST_BYTES
                ? new Made(Optional.of(attempt), Optional.empty())
                : new Made(
                        Optional.empty(),
                        Optional.of(new Attempt.Failed(
                                request.key(),
                                Instant.now(),
                                "the attempt has " + bytes + " bytes, more than Temporal takes: bound it with --steps,"
                                        + " --max-tokens or --max-output",
                                false)));
    }
}
