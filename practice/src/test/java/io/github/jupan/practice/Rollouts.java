package io.github.jupan.practice;

import io.github.jupan.agent.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Rollouts that say one thing.
public final class Rollouts {

    private Rollouts() {}

    public static Rollout said(String answer) {
        return new Rollout(
                1,
                Rollout.ANSWERED,
                answer,
                List.of(),
                List.of(),
                List.of(),
                Usage.NONE,
                Instant.EPOCH,
                Duration.ZERO,
                Duration.ZERO);
    }
}
