package io.github.jupan.practice.ranking;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.Rollout;
import java.util.List;

/// An attempt at a question, of several to choose from ([BestOf]).
///
/// @param number counted from 1
/// @param read the answer as it is counted in a vote; empty where there is none
/// @param events all that was heard of it
public record Candidate(int number, Outcome outcome, Rollout rollout, String read, List<AgentEvent> events) {

    public Candidate {
        events = List.copyOf(events);
    }

    /// How many numbers of its answer a run computed.
    public long computed() {
        return rollout.evidence().stream()
                .filter(each -> each.source() instanceof Evidence.Source.Computed)
                .count();
    }

    /// The same as if all these tokens had been its own.
    public Candidate using(Usage usage) {
        Outcome all = switch (outcome) {
            case Outcome.Answered it -> new Outcome.Answered(it.text(), it.evidence(), it.results(), usage);
            case Outcome.Declined it -> new Outcome.Declined(it.reason(), it.text(), usage);
            case Outcome.Incomplete it -> new Outcome.Incomplete(it.reason(), it.text(), usage);
            case Outcome.StepLimit it -> new Outcome.StepLimit(it.steps(), usage);
            case Outcome.TokenLimit it -> new Outcome.TokenLimit(it.tokens(), usage);
            case Outcome.SameError it -> new Outcome.SameError(it.error(), it.times(), usage);
            case Outcome.Deadline it -> new Outcome.Deadline(it.time(), usage);
            case Outcome.Cancelled _ -> new Outcome.Cancelled(usage);
        };
        List<AgentEvent> heard = events.stream()
                .map(event -> event instanceof AgentEvent.Ended ? new AgentEvent.Ended(all) : event)
                .toList();
        return new Candidate(number, all, rollout, read, heard);
    }
}
