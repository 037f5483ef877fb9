package io.github.jupan.temporal.internal.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a question stands in its journal: what was kept of the step that is played, or what is to be kept
/// of the one that is new.
final class Position {

    private final List<Step> journal;
    private final List<ObjectNode> events = new ArrayList<>();
    private final List<ObjectNode> requests = new ArrayList<>();
    private final List<ObjectNode> checks = new ArrayList<>();
    private int step = -1;
    private boolean open;
    private @Nullable String running;
    private @Nullable RuntimeException failure;

    Position(List<Step> journal) {
        this.journal = List.copyOf(journal);
    }

    synchronized void heard(AgentEvent event) {
        EventCodec.add(events, event);
        switch (event) {
            case AgentEvent.RunStarted started -> begin(started.code());
            case AgentEvent.RunEnded _ -> running = null;
            case AgentEvent.TurnEnded ended
            when !requests.isEmpty() && !playing() -> ModelJournal.turnEnded(requests.getLast(), ended.usage());
            default -> {
                // The rest is only kept.
            }
        }
    }

    private void begin(String code) {
        running = code;
        if (playing()) {
            boolean same = journal.get(step).events().stream()
                    .anyMatch(event -> event.path("type").asText().equals("run_start")
                            && event.path("code").asText().equals(code));
            if (!same) {
                throw differs("other code runs in step " + (step + 1));
            }
        }
    }

    /// The program that has begun to run.
    synchronized Optional<String> running() {
        return Optional.ofNullable(running);
    }

    /// Goes on to the next step.
    ///
    /// @return the one that has ended, where it was a new one
    synchronized Optional<Step> next(Step.Next next) {
        Optional<Step> ended = Optional.empty();
        if (step >= 0) {
            Step done = new Step(next, requests, checks, events, "");
            if (step >= journal.size()) {
                ended = Optional.of(done);
            } else {
                check(done, journal.get(step));
            }
            events.clear();
        }
        requests.clear();
        checks.clear();
        step++;
        open = false;
        return ended;
    }

    private void check(Step done, Step kept) {
        for (int i = 0; i < Math.max(done.events().size(), kept.events().size()); i++) {
            if (i >= done.events().size()
                    || i >= kept.events().size()
                    || !done.events()
                            .get(i)
                            .toString()
                            .equals(kept.events().get(i).toString())) {
                throw differs("event " + (i + 1) + " of step " + (step + 1));
            }
        }
        if (done.next() != kept.next()) {
            throw differs("after step " + (step + 1));
        }
    }

    /// The first difference is the one to tell of.
    synchronized OtherWay differs(String where) {
        OtherWay other = new OtherWay(where);
        if (failure == null) {
            failure = other;
        }
        return other;
    }

    synchronized Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /// Whether what happens was kept, and is only played again.
    synchronized boolean playing() {
        return Math.max(step, 0) < journal.size();
    }

    /// Lets something new be done.
    synchronized void open() {
        open = true;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /// The request of the model's that comes, as it was kept.
    synchronized ObjectNode request() {
        return kept(requests, journal.get(step).requests(), "the model is asked once more");
    }

    /// The check that comes, as it was kept.
    synchronized ObjectNode checked() {
        return kept(checks, journal.get(step).checks(), "code is checked once more");
    }

    private ObjectNode kept(List<ObjectNode> played, List<ObjectNode> all, String otherwise) {
        if (played.size() >= all.size()) {
            throw differs(otherwise + " in step " + (step + 1));
        }
        ObjectNode next = all.get(played.size());
        played.add(next);
        return next;
    }

    /// The events of the step that is played.
    synchronized List<ObjectNode> keptEvents() {
        return journal.get(step).events();
    }

    synchronized void asked(ObjectNode request) {
        requests.add(request);
    }

    synchronized void checked(ObjectNode check) {
        checks.add(check);
    }
}
