package io.github.jupan.models.internal.completions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.jupan.models.internal.wire.Exchange;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call as far as it has arrived.
final class StreamedCall {

    private final int number;
    private final Set<String> tools;
    private final StringBuilder arguments = new StringBuilder();
    private final JsonExtent extent = new JsonExtent();
    private String id = "";
    private String name = "";
    private @Nullable JsonNode extra;
    private boolean argued;
    private boolean namedAgain;
    private int announced;

    /// @param number of the call within its turn, from 0
    /// @param tools the names of those that the request offered
    StreamedCall(int number, Set<String> tools) {
        this.number = number;
        this.tools = tools;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    boolean hasArguments() {
        return argued;
    }

    /// Whether the arguments look whole.
    boolean closed() {
        return extent.closed();
    }

    /// Whether these are the whole arguments once more.
    boolean repeats(String given) {
        return closed() && given.contentEquals(arguments);
    }

    /// Whether nothing but a place for a call has come.
    boolean isEmpty() {
        return name.isBlank() && !argued;
    }

    /// What the server wants back with the call, such as Gemini's signature of the thought before it.
    @Nullable
    JsonNode extra() {
        return extra;
    }

    void identify(String given) {
        if (id.isEmpty()) {
            id = given;
        }
    }

    void extend(JsonNode given) {
        if (given.isObject()) {
            extra = given;
        }
    }

    /// Whether the name came once more, alone, behind whole arguments: a repetition, or the head of a call like it.
    boolean isNamedAgain() {
        return namedAgain;
    }

    /// Adds a piece of the name. Some servers send the whole name again with each fragment, or all of it so far.
    void name(String piece) {
        namedAgain |= closed() && !piece.isBlank();
        String joined = name + piece;
        if (name.isEmpty()) {
            name = piece;
        } else if (tools.contains(joined)) {
            name = joined;
        } else if (tools.contains(piece) && (piece.startsWith(name) || !tools.contains(name))) {
            name = piece;
        } else if (!tools.contains(name) && !piece.equals(name)) {
            name = joined;
        }
    }

    /// Adds a piece of the arguments, but not the whole once more, which some servers send at the end.
    void argue(String piece) {
        if (!repeats(piece)) {
            argued |= !piece.isBlank();
            arguments.append(piece);
            extent.feed(piece);
        }
    }

    /// What can be told since the last time. A name that may go on, or a call that is let finish because something
    /// must go back with it, waits.
    Optional<PartialToolCall> news() {
        boolean mayGoOn = !tools.contains(name) && tools.stream().anyMatch(tool -> tool.startsWith(name));
        if (name.isBlank() || mayGoOn || extra != null || announced == arguments.length()) {
            return Optional.empty();
        }
        String piece = arguments.substring(announced);
        announced = arguments.length();
        identify(CallId.next());
        return Optional.of(PartialToolCall.builder()
                .index(number)
                .id(id)
                .name(name)
                .partialArguments(piece)
                .build());
    }

    ToolExecutionRequest complete() {
        identify(CallId.next());
        String only = tools.size() == 1 ? tools.iterator().next() : Exchange.UNNAMED;
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name.isBlank() ? only : name)
                .arguments(hasArguments() ? arguments.toString() : "{}")
                .build();
    }
}
