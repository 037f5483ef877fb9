package io.github.jupan.temporal.internal.question;

import io.github.jupan.agent.ModelException;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.temporal.TemporalException;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;

/// The failures of a question as they travel, by their types.
public final class QuestionFailure {

    static final String MODEL = "model";
    static final String SANDBOX = "sandbox";
    static final String USAGE = "usage";
    static final String OTHER_WAY = "other-way";
    static final String INTERNAL = "internal";

    private QuestionFailure() {}

    /// What a workflow failed with, as the question would have failed on this machine.
    public static RuntimeException read(Failure failure, DataConverter converter) {
        Throwable error = converter.failureToException(failure);
        while (error.getCause() != null && !(error instanceof ApplicationFailure)) {
            error = error.getCause();
        }
        if (!(error instanceof ApplicationFailure known)) {
            return new TemporalException("the question failed: " + failure.getMessage());
        }
        String message = known.getOriginalMessage();
        return switch (known.getType()) {
            case MODEL ->
                new ModelException(
                        message,
                        ModelException.Retry.valueOf(known.getDetails().get(0, String.class)),
                        ModelException.Kind.valueOf(known.getDetails().get(1, String.class)),
                        null);
            case SANDBOX -> new SandboxException(message);
            default -> new TemporalException(message);
        };
    }
}
