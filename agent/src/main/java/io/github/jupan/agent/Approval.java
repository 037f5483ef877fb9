package io.github.jupan.agent;

/// Decides whether a block of the model's code may run. It is asked before each run, on a thread of its own, and may
/// take as long as a person does: that time does not count against [Budget#time()]. When the question is cancelled
/// the thread is interrupted. What it throws ends the question.
@FunctionalInterface
public interface Approval {

    /// Lets everything run: the sandbox is there so that nobody has to be asked.
    Approval GIVEN = (run, code) -> Verdict.RUN;

    /// @param run counted from 1 in the conversation
    Verdict decide(int run, String code) throws InterruptedException;

    /// What becomes of the block.
    enum Verdict {
        RUN,
        /// It does not run, and the model is told that the user did not allow it.
        SKIP
    }
}
