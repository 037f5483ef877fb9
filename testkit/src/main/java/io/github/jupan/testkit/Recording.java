package io.github.jupan.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps what a listener heard, from any thread.
public final class Recording<E> implements Consumer<E> {

    private final List<E> events = new ArrayList<>();
    private final List<Waiting<E>> waiting = new ArrayList<>();

    private record Waiting<E>(Predicate<? super E> wanted, CountDownLatch latch) {}

    @Override
    public synchronized void accept(E event) {
        events.add(event);
        waiting.stream()
                .filter(each -> each.wanted().test(event))
                .forEach(each -> each.latch().countDown());
    }

    public synchronized List<E> events() {
        return List.copyOf(events);
    }

    public synchronized <T extends E> List<T> only(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// The events with neighbours joined where the join gives one event for the two, null where it cannot.
    public List<E> merged(BinaryOperator<@Nullable E> join) {
        List<E> merged = new ArrayList<>();
        for (E event : events()) {
            E joined = merged.isEmpty() ? null : join.apply(merged.getLast(), event);
            if (joined == null) {
                merged.add(event);
            } else {
                merged.set(merged.size() - 1, joined);
            }
        }
        return merged;
    }

    /// Waits until such an event was heard.
    ///
    /// @throws AssertionError when none was within 5 minutes
    public void await(Predicate<? super E> wanted) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        synchronized (this) {
            if (events.stream().anyMatch(wanted)) {
                return;
            }
            waiting.add(new Waiting<>(wanted, latch));
        }
        if (!latch.await(5, TimeUnit.MINUTES)) {
            throw new AssertionError("no such event within 5 minutes; heard: " + events());
        }
    }
}
