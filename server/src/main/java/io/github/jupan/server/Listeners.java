package io.github.jupan.server;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Several listeners as one.
final class Listeners implements AgentListener {

    private final List<AgentListener> all;

    Listeners() {
        this.all = new CopyOnWriteArrayList<>();
    }

    private Listeners(List<AgentListener> all) {
        this.all = all;
    }

    void add(AgentListener listener) {
        all.add(listener);
    }

    @Override
    public AgentListener forQuestion() {
        return new Listeners(all.stream().map(AgentListener::forQuestion).toList());
    }

    @Override
    public void onEvent(AgentEvent event) {
        all.forEach(each -> each.onEvent(event));
    }

    @Override
    public void onFailure(Throwable failure) {
        all.forEach(each -> each.onFailure(failure));
    }
}
