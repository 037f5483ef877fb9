package io.github.jupan.models;

import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/// What a client told of one turn.
///
/// @param calls each as `id name arguments`; the identifier `*` where one was made
/// @param end the reason and what the message carries beside its text, or the error and its words
record Told(String text, String thinking, List<String> calls, String end) {

    Told {
        calls = List.copyOf(calls);
    }

    static Told of(Heard heard, String body) {
        List<String> calls = heard.calls.stream()
                .map(call -> {
                    String id = String.valueOf(call.id());
                    return (body.contains("\"" + id + "\"") ? id : "*") + " " + call.name() + " " + call.arguments();
                })
                .toList();
        return new Told(
                heard.text(),
                String.join("", heard.thoughts),
                calls,
                heard.maybeError().map(Told::said).orElseGet(() -> end(heard.response())));
    }

    private static String said(Throwable error) {
        Throwable thrown = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return thrown.getClass().getSimpleName() + ": "
                + String.valueOf(thrown.getMessage()).replaceFirst("^\\S+Exception: ", "");
    }

    private static String end(ChatResponse response) {
        Map<String, Object> kept = new TreeMap<>(response.aiMessage().attributes());
        return response.finishReason() + (kept.isEmpty() ? "" : " " + kept);
    }
}
