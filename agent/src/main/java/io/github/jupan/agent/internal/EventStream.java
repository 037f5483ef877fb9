package io.github.jupan.agent.internal;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// The events of one question, kept for as long as it is, for subscribers that each go at their own pace.
public final class EventStream implements AgentListener, Flow.Publisher<AgentEvent> {

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

    private final List<AgentEvent> events = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private boolean over;
    private @Nullable Throwable failure;

    @Override
    public void onEvent(AgentEvent event) {
        synchronized (events) {
            events.add(event);
        }
        tell();
    }

    /// Nothing more comes.
    ///
    /// @param why what the question failed with; empty when it has its outcome
    public void end(Optional<Throwable> why) {
        synchronized (events) {
            over = true;
            failure = why.orElse(null);
        }
        tell();
    }

    private void tell() {
        List<Subscription> all;
        synchronized (events) {
            all = List.copyOf(subscriptions);
        }
        all.forEach(Subscription::tell);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super AgentEvent> subscriber) {
        Subscription subscription = new Subscription(subscriber);
        synchronized (events) {
            subscriptions.add(subscription);
        }
        subscriber.onSubscribe(subscription);
        subscription.open();
    }

    private final class Subscription implements Flow.Subscription {

        private final Flow.Subscriber<? super AgentEvent> subscriber;
        private int told;
        private long wanted;
        private boolean open;
        private boolean telling;
        private boolean done;

        private Subscription(Flow.Subscriber<? super AgentEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                cancel();
                subscriber.onError(new IllegalArgumentException("request at least one event, not " + n));
                return;
            }
            synchronized (events) {
                wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            }
            tell();
        }

        @Override
        public void cancel() {
            synchronized (events) {
                done = true;
                subscriptions.remove(this);
            }
        }

        private void open() {
            synchronized (events) {
                open = true;
            }
            tell();
        }

        /// Tells what is due, on one thread at a time: another that comes meanwhile leaves its share to this one.
        private void tell() {
            synchronized (events) {
                if (telling || !open) {
                    return;
                }
                telling = true;
            }
            try {
                for (Runnable next = next(); next != null; next = next()) {
                    next.run();
                }
            } catch (RuntimeException thrown) {
                LOG.log(System.Logger.Level.WARNING, "a subscriber failed, and hears no more", thrown);
                cancel();
                synchronized (events) {
                    telling = false;
                }
            }
        }

        /// What is due; null, and nobody telling any more, where nothing is.
        private @Nullable Runnable next() {
            synchronized (events) {
                if (!done && told < events.size() && wanted > 0) {
                    wanted--;
                    AgentEvent event = events.get(told++);
                    return () -> subscriber.onNext(event);
                }
                if (!done && over && told == events.size()) {
                    done = true;
                    Throwable why = failure;
                    return why == null ? subscriber::onComplete : () -> subscriber.onError(why);
                }
                telling = false;
                return null;
            }
        }
    }
}
