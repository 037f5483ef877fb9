package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes and reads the rows of a session's entries.
final class EntryRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final DocumentTexts documents;

    EntryRows(Database database, DocumentTexts documents) {
        this.database = database;
        this.documents = documents;
    }

    /// @return false when this holder has the session no more
    boolean append(String session, Holder holder, Entry entry) {
        return switch (entry) {
            case Entry.Heard heard -> insert(session, holder, "event", heard.json(), null);
            case Entry.Ended ended ->
                insert(session, holder, "end", ended.json(), ChatMessageSerializer.messagesToJson(ended.messages()));
            case Entry.Failed _ -> insert(session, holder, "failed", null, null);
            case Entry.Restarted _ -> insert(session, holder, "restarted", null, null);
            case Entry.Asked asked ->
                insert(session, holder, "asked", asked.json(), hashes(session, asked.documents()));
            case Entry.Attached attached ->
                insert(session, holder, "attached", null, hashes(session, attached.documents()));
        };
    }

    private boolean insert(
            String session, Holder holder, String kind, @Nullable ObjectNode event, @Nullable String more) {
        return database.update(
                        "INSERT INTO entry (session, kind, event, more)"
                                + " SELECT key, ?, ?, ? FROM session WHERE id = ? AND holder = ?",
                        kind,
                        event == null ? null : Surrogates.escaped(event.toString()),
                        more == null ? null : Surrogates.escaped(more),
                        session,
                        holder.id())
                == 1;
    }

    /// All of a session's entries, in order.
    List<Entry> all(String session) {
        return database
                .query(
                        "SELECT kind, event, more FROM entry WHERE session = (SELECT key FROM session WHERE id = ?)"
                                + " ORDER BY number",
                        Row::of,
                        session)
                .stream()
                .map(this::entry)
                .toList();
    }

    List<ObjectNode> events(String session) {
        return database
                .query(
                        "SELECT kind, event, more FROM entry WHERE session = (SELECT key FROM session WHERE id = ?)"
                                + " AND event IS NOT NULL ORDER BY number",
                        Row::of,
                        session)
                .stream()
                .map(row -> object(row.event()))
                .toList();
    }

    private record Row(String kind, String event, String more) {
        private static Row of(ResultSet row) throws SQLException {
            return new Row(row.getString(1), text(row, 2), text(row, 3));
        }

        private static String text(ResultSet row, int column) throws SQLException {
            String text = row.getString(column);
            return text == null ? "" : text;
        }
    }

    private Entry entry(Row row) {
        return switch (row.kind()) {
            case "event" -> new Entry.Heard(object(row.event()));
            case "end" -> new Entry.Ended(object(row.event()), ChatMessageDeserializer.messagesFromJson(row.more()));
            case "failed" -> new Entry.Failed();
            case "restarted" -> new Entry.Restarted();
            case "asked" -> new Entry.Asked(object(row.event()), texts(row.more()));
            case "attached" -> new Entry.Attached(texts(row.more()));
            default -> throw new IllegalStateException("an entry of kind " + row.kind());
        };
    }

    private String hashes(String session, Map<String, String> texts) {
        ObjectNode hashes = JSON.createObjectNode();
        documents.put(session, texts).forEach(hashes::put);
        return hashes.toString();
    }

    private Map<String, String> texts(String hashes) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(hashes)
                .properties()
                .forEach(each ->
                        texts.put(each.getKey(), documents.get(each.getValue().asText())));
        return texts;
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an entry that is no JSON", broken);
        }
    }
}
