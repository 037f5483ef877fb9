package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.openai.request.ApiException;
import io.github.jupan.server.internal.openai.request.Json;
import java.io.IOException;

/// A chat completion in chunks, as its pieces come.
final class StreamedCompletion implements Reply {

    private final EventStream events;
    private final Completion completion;
    private final boolean withUsage;
    private final Completion.Frame frame;
    private boolean begun;

    StreamedCompletion(EventStream events, Completion completion, boolean withUsage) {
        this.events = events;
        this.completion = completion;
        this.withUsage = withUsage;
        this.frame = completion.frame(withUsage);
    }

    @Override
    public void thought(String piece) {
        delta("{\"reasoning_content\":" + Json.quoted(piece) + "}");
    }

    @Override
    public void said(String piece) {
        delta("{\"content\":" + Json.quoted(piece) + "}");
    }

    private void delta(String delta) {
        if (!begun) {
            begun = true;
            events.data(frame.around("{\"role\":\"assistant\",\"content\":\"\"}"));
        }
        events.data(frame.around(delta));
    }

    @Override
    public void end(Answer answer) {
        answer.refusal().ifPresent(refusal -> delta("{\"refusal\":" + Json.quoted(refusal) + "}"));
        if (!answer.calls().isEmpty()) {
            ObjectNode delta = Json.object();
            delta.set("tool_calls", Completion.calls(answer.calls(), true));
            delta(Json.text(delta));
        }
        if (!begun) {
            delta("{}");
        }
        events.data(Json.text(completion.last(answer)));
        if (withUsage) {
            events.data(Json.text(completion.usage(answer)));
        }
        events.data("[DONE]");
    }

    @Override
    public void fail(ApiException failure) throws IOException {
        events.fail(failure, 0);
    }

    @Override
    public void beat() {
        events.beat();
    }
}
