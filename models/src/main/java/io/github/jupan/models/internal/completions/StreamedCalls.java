package io.github.jupan.models.internal.completions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.response.PartialToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The calls of a turn, put together from fragments. Servers number them from 0, from 1, with gaps, all alike or
/// not at all; give each fragment its call's identifier, a new one, or none; and send names late, in pieces or
/// again and again.
///
/// A fragment belongs to the last call with its number, or without a number to the call with its identifier, else to
/// the last. It opens a call of its own when there is none, or when it has a name and what is there looks whole.
final class StreamedCalls {

    /// Where a fragment has no number, and no others beside it.
    private static final int NO_INDEX = -1;

    private final Set<String> tools;
    private final List<StreamedCall> calls = new ArrayList<>();
    private final Map<Integer, StreamedCall> byIndex = new HashMap<>();
    private final Map<Place, StreamedCall> byPlace = new HashMap<>();

    /// Where a server says that a fragment belongs.
    private record Place(int index, String id) {}

    /// @param tools the names of those that the request offered
    StreamedCalls(Set<String> tools) {
        this.tools = tools;
    }

    List<StreamedCall> all() {
        return calls.stream().filter(call -> !call.isEmpty()).toList();
    }

    /// Reads the member `tool_calls`, or the old `function_call`.
    void read(JsonNode fragments, Consumer<PartialToolCall> told) {
        if (fragments.isObject()) {
            read(fragments, NO_INDEX, told);
        }
        for (int i = 0; fragments.isArray() && i < fragments.size(); i++) {
            read(fragments.get(i), fragments.size() == 1 ? NO_INDEX : i, told);
        }
    }

    private void read(JsonNode fragment, int position, Consumer<PartialToolCall> told) {
        if (!fragment.isObject()) {
            return;
        }
        JsonNode function = fragment.path("function").isObject() ? fragment.path("function") : fragment;
        String id = text(fragment.path("id"));
        String name = text(function.path("name"));
        JsonNode written = function.has("arguments") ? function.path("arguments") : function.path("parameters");
        String arguments = arguments(written);
        JsonNode given = fragment.path("index");
        int index = given.isNumber() || given.isTextual() ? given.asInt(position) : position;
        StreamedCall call = call(index, id, name, arguments);
        call.identify(isTaken(id, call) ? "" : id);
        call.name(name);
        call.extend(fragment.path("extra_content"));
        call.argue(arguments);
        call.news().ifPresent(told);
    }

    private StreamedCall call(int index, String id, String name, String arguments) {
        StreamedCall there = byPlace.get(new Place(index, id));
        if (there == null && index == NO_INDEX) {
            there = calls.stream()
                    .filter(call -> !id.isEmpty() && call.id().equals(id))
                    .findFirst()
                    .orElse(calls.isEmpty() ? null : calls.getLast());
        }
        if (there == null) {
            there = byIndex.get(index);
        }
        if (there == null || opens(there, id, name, arguments)) {
            StreamedCall next = new StreamedCall(calls.size(), tools);
            next.name(there != null && there.isNamedAgain() && name.isBlank() ? there.name() : "");
            calls.add(next);
            there = next;
        }
        byIndex.put(index, there);
        if (!id.isEmpty()) {
            byPlace.put(new Place(index, id), there);
        }
        return there;
    }

    /// Whether a fragment begins a call of its own although there is one where it points.
    private boolean opens(StreamedCall there, String id, String name, String arguments) {
        boolean same = !id.isEmpty() && id.equals(there.id());
        boolean other = !id.isEmpty() && !there.id().isEmpty() && !same;
        boolean otherName = !name.isBlank() && !name.equals(there.name());
        if (there.name().isBlank()) {
            return false;
        }
        if (there.closed()) {
            boolean argues = !arguments.isBlank() && !there.repeats(arguments);
            return other || otherName || (argues && (there.isNamedAgain() || !name.isBlank()));
        }
        if (there.hasArguments()) {
            return other && otherName;
        }
        boolean bothKnown = tools.contains(name) && tools.contains(there.name());
        return !name.isBlank() && (other || (!same && otherName && bothKnown && !name.startsWith(there.name())));
    }

    private boolean isTaken(String id, StreamedCall asking) {
        return calls.stream().anyMatch(call -> call != asking && call.id().equals(id));
    }

    private static String text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? node.asText() : "";
    }

    private static String arguments(JsonNode node) {
        return node.isTextual() ? node.asText() : node.isNull() || node.isMissingNode() ? "" : node.toString();
    }
}
