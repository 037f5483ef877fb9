package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import io.github.jupan.server.store.Document;
import io.github.jupan.server.store.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A session's entries as rows.
final class EntryRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryRows() {}

    /// @param documents is given those that the row names
    static Row of(Entry entry, Consumer<Document> documents) {
        return switch (entry) {
            case Entry.Heard heard -> row("event", heard.json(), null);
            case Entry.Ended ended -> row("end", ended.json(), ChatMessageSerializer.messagesToJson(ended.messages()));
            case Entry.Failed _ -> row("failed", null, null);
            case Entry.Restarted _ -> row("restarted", null, null);
            case Entry.Asked asked -> row("asked", asked.json(), hashes(asked.documents(), documents));
            case Entry.Attached attached -> row("attached", null, hashes(attached.documents(), documents));
        };
    }

    private static Row row(String kind, @Nullable ObjectNode event, @Nullable String more) {
        return new Row(
                kind,
                event == null ? null : Surrogates.escaped(event.toString()),
                more == null ? null : Surrogates.escaped(more));
    }

    private static String hashes(Map<String, String> texts, Consumer<Document> documents) {
        ObjectNode hashes = JSON.createObjectNode();
        texts.forEach((name, text) -> {
            Document document = DocumentTexts.of(text);
            documents.accept(document);
            hashes.put(name, document.hash());
        });
        return hashes.toString();
    }

    /// @param documents finds one by its hash
    static Entry entry(Row row, Function<String, Document> documents) {
        return switch (row.kind()) {
            case "event" -> new Entry.Heard(event(row));
            case "end" ->
                new Entry.Ended(
                        event(row), ChatMessageDeserializer.messagesFromJson(Objects.requireNonNull(row.more())));
            case "failed" -> new Entry.Failed();
            case "restarted" -> new Entry.Restarted();
            case "asked" -> new Entry.Asked(event(row), texts(row, documents));
            case "attached" -> new Entry.Attached(texts(row, documents));
            default -> throw new IllegalStateException("an entry of kind " + row.kind());
        };
    }

    private static ObjectNode event(Row row) {
        return object(Objects.requireNonNull(row.event()));
    }

    private static Map<String, String> texts(Row row, Function<String, Document> documents) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(Objects.requireNonNull(row.more()))
                .properties()
                .forEach(each -> texts.put(
                        each.getKey(),
                        DocumentTexts.text(documents.apply(each.getValue().asText()))));
        return texts;
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an entry that is no JSON", broken);
        }
    }
}
