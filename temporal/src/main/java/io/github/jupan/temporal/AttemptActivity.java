package io.github.jupan.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.RolloutRequest;
import io.github.jupan.server.SessionOptions;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.Optional;

/// One attempt, made by a worker with its own model.
@ActivityInterface
public interface AttemptActivity {

    /// The type of a failure that says, in one line, why no worker like this one can make such attempts.
    String CANNOT = "cannot";

    @ActivityMethod(name = "attempt")
    Made make(SessionOptions options, RolloutRequest request);

    /// What came of it: one of the two.
    ///
    /// @param attempt as [io.github.jupan.practice.AttemptLine] has it, not scored yet
    record Made(Optional<JsonNode> attempt, Optional<Attempt.Failed> failed) {

        public Made {
            attempt = attempt.filter(line -> !line.isNull());
        }
    }
}
