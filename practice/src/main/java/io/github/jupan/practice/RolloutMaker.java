package io.github.jupan.practice;

import io.github.jupan.sandbox.Cancellation;
import java.util.Iterator;

/// Makes the attempts of a practice: in this process ([LocalRollouts]), or by others elsewhere.
public interface RolloutMaker {

    /// Makes them in any order, hands each on when it has ended, and returns when all have, or soon after it was
    /// cancelled. What was cancelled is not handed on.
    ///
    /// @param folder which they are for
    /// @param wanted each is to be made once; those of earlier runs are not among them
    /// @param connections how many are to be under way at the same time, 1 at least
    /// @throws io.github.jupan.agent.ModelException when no attempt can be made
    void make(
            PracticeFolder folder,
            Iterator<RolloutRequest> wanted,
            int connections,
            Taker taker,
            Cancellation cancellation);

    /// Takes what was made, on whichever thread made it. What it throws ends the making, and goes on to its caller.
    interface Taker {

        void made(Attempt.Key key, Rollout rollout);

        /// Of an attempt that came to nothing: it is no wrong answer.
        void failed(Attempt.Failed failed);
    }
}
