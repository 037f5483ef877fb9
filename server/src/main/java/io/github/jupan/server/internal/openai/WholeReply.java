package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.openai.request.ApiException;
import io.github.jupan.server.internal.openai.request.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiFunction;

/// An answer that is sent whole.
record WholeReply(HttpServletResponse response, WholeText text, BiFunction<WholeText, Answer, ObjectNode> form)
        implements Reply {

    @Override
    public void turn() {
        text.turn();
    }

    @Override
    public void thought(String piece) {
        text.thought(piece);
    }

    @Override
    public void said(String piece) {
        text.said(piece);
    }

    @Override
    public void end(Answer answer) throws IOException {
        send(response, 200, form.apply(text, answer));
    }

    @Override
    public void fail(ApiException failure) throws IOException {
        refuse(response, failure);
    }

    static void refuse(HttpServletResponse response, ApiException failure) throws IOException {
        failure.retryAfter().ifPresent(after -> {
            response.setHeader("Retry-After", String.valueOf(Math.max(1, after.toSeconds())));
        });
        send(response, failure.status(), failure.json());
    }

    static void send(HttpServletResponse response, int status, ObjectNode json) throws IOException {
        byte[] bytes = Json.bytes(json);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
